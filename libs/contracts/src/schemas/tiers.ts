import { z } from 'zod';
import { names, proseTexts } from './names.ts';
import { qualifyingPeriod, refuseMisfits, statusBase } from './club.ts';
import { pictureKey } from './rewards.ts';
import { id, code, texts, instant, listOf, listQuery, patchOf, reason, sortedBy } from './values.ts';

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
    rewardId: id.nullable().describe('the reward of which members get a voucher when they reach the tier'),
  })
  .meta({ id: 'Tier' });

export type Tier = z.infer<typeof tier>;

const fields = z.object({
  code,
  name: names(60),
  threshold: z.int().min(0).max(100_000_000),
  multiplierPercent: z.int().min(100).max(1000).default(100),
  benefits: proseTexts(500).nullable().default(null),
  rewardId: id.nullable().default(null),
});

/** A member's tier: `status` is the credit in the qualifying period. */
export const memberTier = z
  .object({
    code: z.string(),
    name: texts(60),
    status: z.int(),
    since: instant.nullable(),
    grantedUntil: instant
      .nullable()
      .describe('the club gave this tier until then; null if the member earned it'),
    next: z.object({ code: z.string(), name: texts(60), missing: z.int(), threshold: z.int() }).nullable(),
  })
  .meta({ id: 'MemberTier' });

export type MemberTier = z.infer<typeof memberTier>;

const named = z.object({ code: z.string(), name: texts(60) });

/** A tier that its member loses soon, unless more is earned. */
export const tierFall = z
  .object({
    tier: named,
    to: named.nullable(),
    until: instant.describe('the first moment without it'),
    missing: z.int().describe('status credit that keeps it'),
  })
  .meta({ id: 'TierFall' });
export type MemberTierFall = z.infer<typeof tierFall>;

/** Why a tier changed. */
export const tierReasons = [
  'credit-reached',
  'period-ended',
  'ladder-changed',
  'credit-returned',
  'granted',
  'grant-ended',
  'merged',
] as const;
export type TierReason = (typeof tierReasons)[number];

const ownChange = z.object({
  id,
  at: instant,
  from: named.nullable(),
  to: named.nullable(),
  direction: z.enum(['up', 'down']),
  reason: z.enum(tierReasons),
});

/** A change of a member's tier, as its member sees it. */
export const ownTierChange = ownChange.meta({ id: 'OwnTierChange' });
export type OwnTierChange = z.infer<typeof ownTierChange>;

export const tierChange = ownChange
  .extend({
    status: z.int().describe('status credit that decided'),
    words: z.string().nullable().describe('what the manager wrote who granted the tier'),
    by: z.string().nullable().describe('who granted the tier or ended that'),
  })
  .meta({ id: 'TierChange' });
export type MemberTierChange = z.infer<typeof tierChange>;

/** A tier that a manager gave to a member. */
export const tierGrant = z
  .object({
    id,
    tier: named,
    grantedAt: instant,
    validUntil: instant.describe('the first moment without it'),
    reason: z.string(),
    by: z.string(),
    endedAt: instant.nullable().describe('when a manager ended it early'),
    endedBy: z.string().nullable(),
    running: z.boolean(),
  })
  .meta({ id: 'TierGrant' });
export type MemberTierGrant = z.infer<typeof tierGrant>;

/** How many members are on each tier, and how many of them lose it if they earn nothing more. */
export const tierFigures = z
  .object({
    until: instant.describe(
      'falls are counted for the review at this moment, or, where each member has an own year, for those until then',
    ),
    tiers: z.array(
      z.object({
        code: z.string(),
        members: z.int(),
        afterwards: z
          .int()
          .describe('members as soon as the asked base and period decide; without them, as many as now'),
        falling: z.int(),
      }),
    ),
  })
  .meta({ id: 'TierFigures' });
export type TierFigures = z.infer<typeof tierFigures>;

/** Requests and replies of the endpoints, by name. */
export const tiersShapes = {
  listTiers: {
    query: z.object(sortedBy('rank', 'code', 'name', 'threshold', 'multiplier')),
    reply: listOf(tier),
  },
  getTierFigures: {
    query: z
      .object({
        statusBase: statusBase.optional().describe('counts as if this decided'),
        qualifyingPeriod: qualifyingPeriod.optional().describe('counts as if this were the period'),
        qualifyingLength: z.coerce.number().int().min(1).max(3650).optional().describe('of a rolling period'),
      })
      .superRefine(refuseMisfits),
    reply: tierFigures,
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
  getOwnTier: {
    reply: z.object({
      tier: memberTier.nullable(),
      fall: tierFall.nullable(),
      yearUntil: instant
        .nullable()
        .describe('the first moment after your membership year; null if one period counts for all members'),
      changes: z.array(ownTierChange).describe('the newest first, at most 20'),
      rewards: z
        .array(z.object({ id, name: texts(120), picture: pictureKey }))
        .describe('the rewards that tiers bring'),
    }),
  },
  listTierChanges: {
    params: z.object({ id }),
    query: listQuery,
    reply: listOf(tierChange),
  },
  listTierGrants: {
    params: z.object({ id }),
    query: listQuery,
    reply: listOf(tierGrant),
  },
  grantTier: {
    params: z.object({ id }),
    body: z.object({
      tier: code.describe('code of the tier'),
      validUntil: instant.describe('the first moment without it, at most ten years ahead'),
      reason,
    }),
    reply: tierGrant,
  },
  endTierGrant: {
    params: z.object({ id, grantId: id }),
    reply: tierGrant,
  },
};
