import { z } from 'zod';
import { names, proseTexts } from './names.ts';
import { id, code, texts, instant, listOf, patchOf, sortedBy } from './values.ts';

export const tier = z
  .object({
    id,
    version: z.int(),
    code,
    name: texts(60),
    rank: z.int(),
    threshold: z.int().describe('status credit in the qualifying period'),
    multiplierPercent: z.int().describe('110 = 10% more points'),
    benefits: texts(500).nullable(),
  })
  .meta({ id: 'Tier' });

export type Tier = z.infer<typeof tier>;

const fields = z.object({
  code,
  name: names(60),
  threshold: z.int().min(0).max(100_000_000),
  multiplierPercent: z.int().min(100).max(1000).default(100),
  benefits: proseTexts(500).nullable().default(null),
});

/** A member's tier: `status` is the credit in the qualifying period. */
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

/** Requests and replies of the endpoints, by name. */
export const tiersShapes = {
  listTiers: {
    query: z.object(sortedBy('rank', 'code', 'name', 'threshold', 'multiplier')),
    reply: listOf(tier),
  },
  createTier: {
    body: fields,
    reply: tier,
  },
  updateTier: {
    params: z.object({ id }),
    body: patchOf(fields),
    reply: tier,
  },
  getMemberTier: {
    params: z.object({ id }),
    reply: memberTier,
  },
};
