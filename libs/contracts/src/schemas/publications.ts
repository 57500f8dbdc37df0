import { z } from 'zod';
import { approval } from './approvals.ts';
import { condition } from './conditions.ts';
import { earningRule, ruleState } from './earning.ts';
import { id, instant, listOf, texts } from './values.ts';

const openInstant = instant.nullable().describe('null: no end');

const trialShare = z.int().min(1).max(90);

export const rulePublication = z
  .object({
    version: z.int(),
    share: trialShare.nullable().describe('percent of the members, in a trial; null: for all'),
    from: openInstant,
    until: openInstant.describe('when it was paused; a publication that ends when it begins was withdrawn'),
    publishedAt: instant.nullable().describe('null if nobody was recorded'),
    publishedBy: z.string().nullable(),
    closedAt: instant.nullable(),
    closedBy: z.string().nullable(),
    holds: z
      .array(z.object({ from: openInstant, until: openInstant }))
      .describe('the times when it applies, without those covered by later publications'),
  })
  .meta({ id: 'EarningRulePublication' });

export type RulePublication = z.infer<typeof rulePublication>;

const ruleTime = z.object({
  version: z.int().describe('that applies, or applied before the pause'),
  state: z
    .enum(['applies', 'paused'])
    .describe('paused: the version would be valid, but the rule was paused'),
  from: openInstant,
  until: openInstant,
  when: condition.nullable().describe('of the version: on which days and at which times, among others'),
});

const timesOfRule = z
  .object({
    id,
    name: z.string().describe("in the language of Accept-Language, else in the club's language"),
    nameTexts: texts(120),
    state: ruleState,
    times: z.array(ruleTime).describe('in order, within the validity of the versions; whole, not cut off'),
  })
  .meta({ id: 'EarningRuleTimes' });

export type TimesOfRule = z.infer<typeof timesOfRule>;

/** Requests and replies of the endpoints, by name. */
export const publicationsShapes = {
  publishEarningRule: {
    params: z.object({ id }),
    body: z
      .object({
        from: instant
          .optional()
          .describe(
            'start of the publication; defaults to now; a past time does not change posted purchases. The first ' +
              'publication of a rule defaults to the start of its validity',
          ),
        share: trialShare
          .optional()
          .describe(
            'percent of the members, as a trial that starts now or later: the others keep the live version. The same ' +
              'version again with another share changes the share. Omitted: for all',
          ),
      })
      .optional(),
    reply: earningRule,
    waits: approval,
  },
  endRuleTrial: {
    params: z.object({ id }),
    body: z.object({
      for: z
        .enum(['all', 'nobody'])
        .describe('all: the version of the trial becomes live for everyone; nobody: the live version stays'),
    }),
    reply: earningRule,
    waits: approval,
  },
  pauseEarningRule: {
    params: z.object({ id }),
    body: z
      .object({
        at: instant
          .optional()
          .describe('when the pause starts; defaults to now; does not change posted purchases'),
      })
      .optional(),
    reply: earningRule,
  },
  withdrawEarningRule: {
    params: z.object({ id }),
    reply: earningRule,
  },
  listRuleTimes: {
    query: z.object({
      from: instant.optional().describe('default: all of the past'),
      until: instant.optional().describe('exclusive; default: all of the future'),
    }),
    reply: listOf(timesOfRule).describe(
      'rules that apply or are paused at some time of it, the oldest first',
    ),
  },
  listRulePublications: {
    params: z.object({ id }),
    reply: listOf(rulePublication),
  },
};
