import { z } from 'zod';
import { endpoint, managers, staff } from './endpoint.ts';
import { code, id, instant, listOf, patchOf, texts } from './values.ts';

export const tier = z
  .object({
    id,
    version: z.int(),
    code,
    name: texts(60),
    rank: z.int(),
    threshold: z.int().describe('status credit within the qualifying period'),
    multiplierPercent: z.int().describe('110 = 10 % more points'),
    benefits: texts(500).nullable(),
  })
  .meta({ id: 'Tier' });
export type Tier = z.infer<typeof tier>;
const fields = z.object({
  code,
  name: texts(60),
  threshold: z.int().min(0).max(100_000_000),
  multiplierPercent: z.int().min(100).max(1000).default(100),
  benefits: texts(500).nullable().default(null),
});

/** Where a member stands: `status` is the credit within the qualifying period. */
export const memberTier = z
  .object({
    code: z.string(),
    name: texts(60),
    status: z.int(),
    since: instant.nullable(),
    next: z.object({ code: z.string(), name: texts(60), missing: z.int(), threshold: z.int() }).nullable(),
  })
  .meta({ id: 'MemberTier' });
export type MemberTier = z.infer<typeof memberTier>;

export const listTiers = endpoint({
  method: 'GET',
  path: '/tiers',
  tag: 'Tiers',
  summary: 'The ladder',
  access: { roles: ['member', ...staff], scope: 'club:read', reach: 'anywhere' },
  reply: listOf(tier),
});
export const createTier = endpoint({
  method: 'POST',
  path: '/tiers',
  tag: 'Tiers',
  summary: 'Add a tier',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  body: fields,
  reply: tier,
});
export const updateTier = endpoint({
  method: 'PATCH',
  path: '/tiers/{id}',
  tag: 'Tiers',
  summary: 'Change a tier',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  params: z.object({ id }),
  body: patchOf(fields),
  reply: tier,
});
export const getMemberTier = endpoint({
  method: 'GET',
  path: '/members/{id}/tier',
  tag: 'Tiers',
  summary: 'Tier of a member',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
  params: z.object({ id }),
  reply: memberTier,
});
