import { z } from 'zod';
import { approval } from './approvals.ts';
import { endpoint, managers, staff } from './endpoint.ts';
import { id, instant, largestPoints, listOf, listQuery, reason, somePoints, texts } from './values.ts';

export const balance = z
  .object({ available: z.int(), pending: z.int(), held: z.int(), debt: z.int() })
  .meta({ id: 'Balance' });
export type Balance = z.infer<typeof balance>;
export const expiringPoints = z
  .object({ points: z.int(), expiresAt: instant })
  .meta({ id: 'ExpiringPoints' });
export const pendingPoints = z
  .object({ points: z.int(), availableAt: instant })
  .meta({ id: 'PendingPoints' });

export const memberPoints = balance
  .extend({ status: z.int(), expiring: z.array(expiringPoints), pendingUntil: z.array(pendingPoints) })
  .meta({ id: 'MemberPoints' });
export type MemberPoints = z.infer<typeof memberPoints>;
export const getMemberPoints = endpoint({
  method: 'GET',
  path: '/members/{id}/points',
  tag: 'Points',
  summary: 'Balance of a member, true at this moment',
  access: { roles: managers, scope: 'points:read', reach: 'member' },
  params: z.object({ id }),
  reply: memberPoints,
});
export const getOwnPoints = endpoint({
  method: 'GET',
  path: '/me/points',
  tag: 'Own view',
  summary: 'My points',
  access: { roles: ['member'], reach: 'own' },
  reply: memberPoints,
});

export const account = z.enum([
  'available',
  'pending',
  'held',
  'debt',
  'forgiven',
  'status',
  'issued',
  'redeemed',
  'expired',
  'adjusted',
  'transferred',
]);
export const pointsEntry = z
  .object({
    id: z.string(),
    transactionId: id,
    kind: z.string(),
    currency: z.enum(['points', 'status']),
    from: account,
    to: account,
    points: z.int(),
    effectiveAt: instant,
    bookedAt: instant,
    reason: z.string().nullable(),
    purchaseId: id.nullable(),
    redemptionId: id.nullable(),
  })
  .meta({ id: 'PointsEntry' });
export type PointsEntry = z.infer<typeof pointsEntry>;
export const listPointsEntries = endpoint({
  method: 'GET',
  path: '/members/{id}/points/entries',
  tag: 'Points',
  summary: 'The journal of a member, newest first',
  access: { roles: managers, scope: 'points:read', reach: 'member' },
  params: z.object({ id }),
  query: listQuery,
  reply: listOf(pointsEntry),
});

export const explanationLine = z
  .object({
    rule: z
      .object({ id, version: z.int(), name: z.string() })
      .nullable()
      .describe('null where no rule gave the points'),
    title: z.string().describe('the name of the rule, or what else gave the points'),
    points: z.int(),
    reason: z.string().describe('a sentence'),
    details: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .describe(
        'the same in figures: kind (money, multiplier, fixed, tier, no-rate, return…) and what it names',
      ),
  })
  .meta({
    id: 'ExplanationLine',
    description: 'Words follow Accept-Language, else they are in the language of the club.',
  });
export type ExplanationLine = z.infer<typeof explanationLine>;

export const activityItem = z
  .object({
    id,
    kind: z.enum([
      'earn',
      'redeem',
      'return',
      'adjust',
      'expire',
      'release',
      'cancel',
      'transfer',
      'hold',
      'claim',
      'reverse',
    ]),
    at: instant,
    points: z.int().describe('change of what the member owns, signed'),
    pending: z.int().describe('change of what waits, signed; part of `points`, or its end when released'),
    availableAt: instant.nullable(),
    location: z.string().nullable(),
    reason: z.string().nullable(),
    purchase: z.object({ id, receipt: z.string(), amount: z.int(), currency: z.string() }).nullable(),
    reward: z.object({ redemptionId: id, name: texts(120) }).nullable(),
    explanation: z.array(explanationLine),
  })
  .meta({ id: 'ActivityItem' });
export type ActivityItem = z.infer<typeof activityItem>;
export const listOwnActivity = endpoint({
  method: 'GET',
  path: '/me/activity',
  tag: 'Own view',
  summary: 'What moved my points, newest first',
  access: { roles: ['member'], reach: 'own' },
  query: listQuery,
  reply: listOf(activityItem),
});

export const pointsPosted = z
  .object({ transactionId: id, points: z.int(), balance })
  .meta({ id: 'PointsPosted' });
export type PointsPosted = z.infer<typeof pointsPosted>;
export const adjustPoints = {
  ...endpoint({
    method: 'POST',
    path: '/members/{id}/points/adjustments',
    tag: 'Points',
    summary: 'Add or take points, with a reason; above the limit of the club it waits for a second person',
    access: { roles: managers, scope: 'points:write', reach: 'member' },
    status: 201,
    idempotent: true,
    params: z.object({ id }),
    body: z.object({
      points: z
        .int()
        .min(-largestPoints)
        .max(largestPoints)
        .refine((n) => n !== 0, 'not zero'),
      reason,
    }),
    reply: pointsPosted,
  }),
  waits: approval,
};
export const redeemPoints = endpoint({
  method: 'POST',
  path: '/members/{id}/points/redemptions',
  tag: 'Points',
  summary: 'Redeem points without a reward',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  body: z.object({ points: somePoints, reason }),
  reply: pointsPosted,
});
export const hold = z
  .object({
    id,
    transactionId: id,
    points: z.int(),
    expiresAt: instant,
    state: z.enum(['active', 'captured', 'released', 'timed-out']),
    balance,
  })
  .meta({ id: 'Hold' });
export type Hold = z.infer<typeof hold>;
export const holdPoints = endpoint({
  method: 'POST',
  path: '/members/{id}/points/holds',
  tag: 'Points',
  summary: 'Set points aside for a while',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  body: z.object({ points: somePoints, reason, minutes: z.int().min(1).max(1440).default(15) }),
  reply: hold,
});
export const captureHold = endpoint({
  method: 'POST',
  path: '/points/holds/{id}/capture',
  tag: 'Points',
  summary: 'Redeem what was held',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  reply: hold,
});
export const releaseHold = endpoint({
  method: 'POST',
  path: '/points/holds/{id}/release',
  tag: 'Points',
  summary: 'Give back what was held',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  reply: hold,
});
export const reverseTransaction = endpoint({
  method: 'POST',
  path: '/points/transactions/{id}/reverse',
  tag: 'Points',
  summary: 'Mend a mistake by the reversing transaction',
  access: { roles: managers, scope: 'points:write', reach: 'location' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  body: z.object({ reason }),
  reply: pointsPosted,
});
