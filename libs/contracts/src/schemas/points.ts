import { z } from 'zod';
import { approval } from './approvals.ts';
import { instant, id, listQuery, listOf, texts, largestPoints, reason, somePoints } from './values.ts';

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

export const explanationLine = z
  .object({
    rule: z
      .object({ id, version: z.int(), name: z.string() })
      .nullable()
      .describe('null if no rule gave the points'),
    title: z.string().describe('name of the rule, or of what else gave the points'),
    points: z.int(),
    reason: z.string().describe('the reason as a sentence'),
    details: z
      .record(
        z.string(),
        z.union([
          z.string(),
          z.number(),
          z.boolean(),
          z.null(),
          z.array(z.record(z.string(), z.number())).readonly(),
        ]),
      )
      .describe(
        'the same as data: kind (money, bands, units, multiplier, fixed, tier, no-rate, return…) and its figures',
      ),
  })
  .meta({
    id: 'ExplanationLine',
    description: "Texts are in the language of Accept-Language, else in the club's language.",
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
      'payment',
      'voucher-expired',
    ]),
    at: instant.describe('when it happened: the time of the purchase or return. The list has this order'),
    bookedAt: instant.describe(
      'when it counted; later than `at` for a purchase or return that was sent later',
    ),
    points: z.int().describe('change of the balance, signed'),
    pending: z
      .int()
      .describe('change of pending points, signed; part of `points`, or the release of pending points'),
    availableAt: instant.nullable(),
    location: z.string().nullable(),
    reason: z.string().nullable(),
    purchase: z.object({ id, receipt: z.string(), amount: z.int(), currency: z.string() }).nullable(),
    reward: z.object({ redemptionId: id, name: texts(120) }).nullable(),
    explanation: z.array(explanationLine),
  })
  .meta({ id: 'ActivityItem' });

export type ActivityItem = z.infer<typeof activityItem>;

export const pointsPosted = z
  .object({ transactionId: id, points: z.int(), balance })
  .meta({ id: 'PointsPosted' });

export type PointsPosted = z.infer<typeof pointsPosted>;

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

/** Requests and replies of the endpoints, by name. */
export const pointsShapes = {
  getMemberPoints: {
    params: z.object({ id }),
    reply: memberPoints,
  },
  getOwnPoints: {
    reply: memberPoints,
  },
  listPointsEntries: {
    params: z.object({ id }),
    query: listQuery,
    reply: listOf(pointsEntry),
  },
  listOwnActivity: {
    query: listQuery,
    reply: listOf(activityItem),
  },
  adjustPoints: {
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
    waits: approval,
  },
  redeemPoints: {
    params: z.object({ id }),
    body: z.object({ points: somePoints, reason }),
    reply: pointsPosted,
  },
  holdPoints: {
    params: z.object({ id }),
    body: z.object({ points: somePoints, reason, minutes: z.int().min(1).max(1440).default(15) }),
    reply: hold,
  },
  captureHold: {
    params: z.object({ id }),
    reply: hold,
  },
  releaseHold: {
    params: z.object({ id }),
    reply: hold,
  },
  reverseTransaction: {
    params: z.object({ id }),
    body: z.object({ reason }),
    reply: pointsPosted,
  },
};
