import { z } from 'zod';
import { earningRule } from './earning.ts';
import { endpoint, managers } from './endpoint.ts';
import { id, instant, listOf } from './values.ts';

export const publishEarningRule = endpoint({
  method: 'POST',
  path: '/earning-rules/{id}/publish',
  tag: 'Earning rules',
  summary: 'Make the newest version post',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
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
});
export const pauseEarningRule = endpoint({
  method: 'POST',
  path: '/earning-rules/{id}/pause',
  tag: 'Earning rules',
  summary: 'Stop posting, and withdraw what is scheduled',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  params: z.object({ id }),
  body: z
    .object({
      at: instant
        .optional()
        .describe('from when nothing holds, now where absent; changes no purchase that counted'),
    })
    .optional(),
  reply: earningRule,
});
export const withdrawEarningRule = endpoint({
  method: 'POST',
  path: '/earning-rules/{id}/withdraw',
  tag: 'Earning rules',
  summary: 'Withdraw what is scheduled; what is live stays',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  params: z.object({ id }),
  reply: earningRule,
});

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
export const listRulePublications = endpoint({
  method: 'GET',
  path: '/earning-rules/{id}/publications',
  tag: 'Earning rules',
  summary: 'When which version of a rule was published, the one made last first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
  params: z.object({ id }),
  reply: listOf(rulePublication),
});
