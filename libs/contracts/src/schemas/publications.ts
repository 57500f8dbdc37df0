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

const perMember = z.number().describe('minor units for each member, whether they bought or not');

const trialPart = z.object({
  members: z.int().describe('members today who joined before the end of the trial'),
  buyers: z.int().describe('of them, with a purchase in the time of the trial'),
  purchases: z.int(),
  revenue: z.int().describe('minor units, less returns'),
  points: z.int().describe('earned by these purchases by all rules, less returns'),
  cost: z.int().describe('of the points, at the point value; minor units'),
  revenuePerMember: perMember,
  costPerMember: perMember,
});

const trialDifference = z
  .object({ mean: perMember, low: perMember, high: perMember })
  .nullable()
  .describe('of the revenue of a member in the trial to that of the others, with the 95 % interval of Welch');

export const ruleTrial = z
  .object({
    version: z.int(),
    share: trialShare,
    from: instant.describe('of the trial, or of the last change of its share'),
    until: instant.describe('the end of the trial; now while it runs'),
    running: z.boolean(),
    currency: z.string().describe('ISO 4217 code; purchases without an amount in it count as nothing'),
    parts: z.object({ in: trialPart, out: trialPart }),
    enough: z
      .boolean()
      .describe('false: each part needs 30 members with a purchase before a difference says something'),
    difference: trialDifference,
    differenceBefore: trialDifference.describe(
      'the same over the same length of time before, of those who were members then: the parts should not differ',
    ),
  })
  .meta({ id: 'EarningRuleTrial' });

export type RuleTrial = z.infer<typeof ruleTrial>;

const ruleTime = z.object({
  version: z.int().describe('that applies, or applied before the pause'),
  state: z
    .enum(['applies', 'paused'])
    .describe('paused: the version would be valid, but the rule was paused'),
  from: openInstant,
  until: openInstant,
  when: condition.nullable().describe('of the version: on which days and at which times, among others'),
});

const trialTime = z.object({
  version: z.int(),
  share: trialShare.describe('share of the members in percent; the others keep `times`'),
  from: openInstant,
  until: openInstant,
  when: condition.nullable(),
});

const timesOfRule = z
  .object({
    id,
    name: z.string().describe("in the language of Accept-Language, else in the club's language"),
    nameTexts: texts(120),
    state: ruleState,
    times: z.array(ruleTime).describe('in order, within the validity of the versions; whole, not cut off'),
    trials: z.array(trialTime).describe('in order, within the validity of the versions; whole, not cut off'),
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
  getRuleTrial: {
    params: z.object({ id }),
    reply: ruleTrial,
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
