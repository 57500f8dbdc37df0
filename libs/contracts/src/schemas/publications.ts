import { z } from 'zod';
import { approval } from './approvals.ts';
import { earningRule } from './earning.ts';
import { id, instant, listOf } from './values.ts';

const openInstant = instant.nullable().describe('null: no end');

export const rulePublication = z
  .object({
    version: z.int(),
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
      })
      .optional(),
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
  listRulePublications: {
    params: z.object({ id }),
    reply: listOf(rulePublication),
  },
};
