import { z } from 'zod';
import { ruleEffect } from './earning/kinds/index.ts';
import { endpoint, managers, staff } from './endpoint.ts';
import { id, instant, listOf, listQuery, patchOf, textOrTexts, texts, type Texts } from './values.ts';

export const cap = z
  .object({ per: z.enum(['purchase', 'day', 'month', 'member']), points: z.int().min(1).max(1_000_000_000) })
  .meta({ id: 'Cap' });

const terms = z.object({
  effect: ruleEffect,
  validFrom: instant.nullable().default(null),
  validUntil: instant.nullable().default(null),
  locations: z.array(id).max(500).default([]).describe('empty means everywhere'),
  caps: z.array(cap).max(4).default([]),
  countsTowardsStatus: z.boolean().default(true),
});
const content = terms.extend({ name: textOrTexts(120) });
const named = terms.extend({
  name: z.string().describe('as Accept-Language asks, else in the language of the club'),
  nameTexts: texts(120),
});
/** What a version of a rule holds. */
export type RuleContent = z.infer<typeof terms> & { name: Texts };

export const ruleState = z.enum(['draft', 'scheduled', 'live', 'paused']);
/**
 * `liveVersion` is the version that posts, the content that of the newest one; an edit of a live rule waits as a draft
 * until published. `scheduled` is the version that takes over next.
 */
export const earningRule = named
  .extend({
    id,
    version: z.int(),
    state: ruleState,
    liveVersion: z.int().nullable(),
    scheduled: z.object({ version: z.int(), from: instant }).nullable(),
    updatedAt: instant,
  })
  .meta({ id: 'EarningRule' });
export type EarningRule = z.infer<typeof earningRule>;

export const listEarningRules = endpoint({
  method: 'GET',
  path: '/earning-rules',
  tag: 'Earning rules',
  summary: 'All rules',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
  query: listQuery,
  reply: listOf(earningRule),
});
export const createEarningRule = endpoint({
  method: 'POST',
  path: '/earning-rules',
  tag: 'Earning rules',
  summary: 'Draft a rule',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  body: content,
  reply: earningRule,
});
export const getEarningRule = endpoint({
  method: 'GET',
  path: '/earning-rules/{id}',
  tag: 'Earning rules',
  summary: 'One rule',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
  params: z.object({ id }),
  reply: earningRule,
});
export const updateEarningRule = endpoint({
  method: 'PATCH',
  path: '/earning-rules/{id}',
  tag: 'Earning rules',
  summary: 'Write the next version',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  params: z.object({ id }),
  body: patchOf(content),
  reply: earningRule,
});
const ruleVersion = named
  .extend({ version: z.int(), createdAt: instant, createdBy: z.string().nullable() })
  .meta({ id: 'EarningRuleVersion' });
export const listRuleVersions = endpoint({
  method: 'GET',
  path: '/earning-rules/{id}/versions',
  tag: 'Earning rules',
  summary: 'All versions of a rule, newest first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
  params: z.object({ id }),
  reply: listOf(ruleVersion),
});
