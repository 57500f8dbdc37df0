import { z } from 'zod';
import {
  batchKinds,
  batchStates,
  codeLineReasons,
  importFailures,
  longestCodePrefix,
  mostCodesOfBatch,
} from '../endpoints/coupon-batches.ts';
import { id, instant, listOf, listQuery } from './values.ts';

const couponBatch = z
  .object({
    id,
    couponId: id,
    kind: z.enum(batchKinds),
    prefix: z.string().describe('before each code; empty for none'),
    state: z.enum(batchStates),
    progress: z
      .object({ done: z.int(), total: z.int() })
      .describe('codes; of an imported file its lines, also those that were not taken'),
    refused: z.int().describe('lines of an imported file that were not taken'),
    failure: z
      .enum(importFailures)
      .nullable()
      .describe(
        'why an import failed: no key of the codes, no file, or an unexpected error; null if nobody knows',
      ),
    restartable: z.boolean().describe('a failed import that can be started again'),
    errorsUntil: instant.nullable().describe('when its refused lines are deleted; null without any'),
    used: z.int().describe('codes that were redeemed and did not come back'),
    createdAt: instant,
    codesEndAt: instant.nullable().describe('exclusive; null: its codes end with their coupon'),
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
  state: z.enum(['free', 'held', 'used', 'expired']),
  usedAt: instant.nullable(),
  purchaseId: id.nullable(),
  redemptionId: id.nullable().describe('of a till that redeemed it without a purchase'),
});

const codeLineError = z.object({
  line: z.int().describe('of the file, from 1'),
  reason: z
    .enum(codeLineReasons)
    .describe(
      '`twice`: an earlier line has the same code; `known`: the club has this code already; `shared`: a coupon has it as the code that everyone types',
    ),
});

export type CodeLineError = z.infer<typeof codeLineError>;

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
  importCouponCodes: { params, reply: couponBatch },
  restartCodeImport: { params, reply: couponBatch },
  removeCodeImport: { params },
  listCouponBatchErrors: { params, query: listQuery, reply: listOf(codeLineError) },
};
