import { z } from 'zod';
import { earningRule } from './earning.ts';
import { id, instant, listOf } from './values.ts';

const openInstant = instant.nullable().describe('null is open');

export const rulePublication = z
  .object({
    version: z.int(),
    from: openInstant,
    until: openInstant.describe('where it was paused; one that ends where it begins was withdrawn'),
    publishedAt: instant.nullable().describe('null where nobody wrote it down'),
    publishedBy: z.string().nullable(),
    closedAt: instant.nullable(),
    closedBy: z.string().nullable(),
    holds: z
      .array(z.object({ from: openInstant, until: openInstant }))
      .describe('when it decides: what was published after it takes its time away'),
  })
  .meta({ id: 'EarningRulePublication' });

export type RulePublication = z.infer<typeof rulePublication>;

/** What the endpoints take and answer, by their names. */
export const publicationsShapes = {
  publishEarningRule: {
    params: z.object({ id }),
    body: z
      .object({
        from: instant
          .optional()
          .describe(
            'from when it holds, now where absent; a time that is past changes no purchase that counted. The first ' +
              'publication of a rule holds, where absent, for as long as the rule is valid',
          ),
      })
      .optional(),
    reply: earningRule,
  },
  pauseEarningRule: {
    params: z.object({ id }),
    body: z
      .object({
        at: instant
          .optional()
          .describe('from when nothing holds, now where absent; changes no purchase that counted'),
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
