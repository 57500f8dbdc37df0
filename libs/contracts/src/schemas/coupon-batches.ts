import { z } from 'zod';
import { batchKinds, batchStates, longestCodePrefix, mostCodesOfBatch } from '../endpoints/coupon-batches.ts';
import { id, instant, listOf, listQuery } from './values.ts';

const couponBatch = z
  .object({
    id,
    couponId: id,
    kind: z.enum(batchKinds),
    prefix: z.string().describe('before each code; empty for none'),
    state: z.enum(batchStates),
    progress: z.object({ done: z.int(), total: z.int() }),
    used: z.int().describe('codes that were redeemed and did not come back'),
    createdAt: instant,
    finishedAt: instant.nullable(),
    file: z
      .enum(['none', 'ready', 'again', 'fetched', 'deleted'])
      .describe('`ready`: it can be fetched; `again`: it was fetched, and can be fetched once more'),
    fileUntil: instant.nullable(),
  })
  .meta({ id: 'CouponBatch' });

export type CouponBatch = z.infer<typeof couponBatch>;

const couponCode = z.object({
  id: id.describe('a keyed hash of the code'),
  batchId: id,
  ending: z.string().describe('its last characters'),
  state: z.enum(['free', 'held', 'used']),
  usedAt: instant.nullable(),
  purchaseId: id.nullable(),
  redemptionId: id.nullable().describe('of a till that redeemed it without a purchase'),
});

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const couponBatchesShapes = {
  makeCouponCodes: {
    params,
    body: z.object({
      count: z.int().min(1).max(mostCodesOfBatch),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9]*$/u, 'letters and digits')
        .max(longestCodePrefix)
        .default(''),
    }),
    reply: couponBatch,
  },
  listCouponBatches: {
    params,
    query: listQuery,
    reply: listOf(couponBatch),
  },
  getCouponBatch: { params, reply: couponBatch },
  listCouponCodes: {
    params,
    query: listQuery,
    reply: listOf(couponCode),
  },
  fetchCouponCodes: { params },
};
