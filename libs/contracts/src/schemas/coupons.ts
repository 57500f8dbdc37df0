import { z } from 'zod';
import { couponStates, longestCouponCode } from '../endpoints/coupons.ts';
import { mostDaysOfCode } from '../endpoints/personal-codes.ts';
import { condition } from './conditions.ts';
import { couponPerformance } from './coupons/discount-uses.ts';
import { ownDiscount } from './coupons/own-discount.ts';
import { budgetSpent, discountTerms } from './coupons/terms.ts';
import { names, proseTexts } from './names.ts';
import { pictureKey } from './rewards.ts';
import { id, instant, listOf, listQuery, patchOf, readableListOf, texts } from './values.ts';

const content = z.object({
  name: names(80),
  description: proseTexts(300).nullable().default(null).describe('the small print'),
  picture: pictureKey.default('ticket'),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?$/u, 'letters, digits, spaces and hyphens')
    .min(3)
    .max(longestCouponCode)
    .describe(
      'what everyone types or scans. Case, spaces and hyphens do not matter, O reads as 0, I and L read as 1. Null for a coupon with codes for one use each only',
    )
    .nullable(),
  codesReturn: z
    .boolean()
    .default(true)
    .describe('whether a return of all goods makes a code for one use usable again'),
  daysAfterIssue: z
    .int()
    .min(1)
    .max(mostDaysOfCode)
    .nullable()
    .default(null)
    .describe(
      'for how many days of the club a code for one use is valid, with the day on which it was given, made or imported. Null: as long as the coupon. A change is for later codes. The code that everyone types is not issued, so it ends with the coupon',
    ),
  ...discountTerms,
  shown: z
    .boolean()
    .default(false)
    .describe('whether members who may use it find it under their coupons, with its code'),
  audience: condition
    .nullable()
    .default(null)
    .describe('which members may use it, as a condition on a member; null for everyone'),
});

export const coupon = content
  .extend({
    id,
    version: z.int(),
    state: z.enum(couponStates),
    name: texts(80),
    description: texts(300).nullable(),
    code: z.string().nullable(),
    figures: z.object({
      redeemed: z.int().describe('times, without what was returned as a whole'),
      held: z.int().describe('checkouts that are reserved now'),
      budgetSpent,
    }),
    updatedAt: instant,
  })
  .meta({ id: 'Coupon' });

export type Coupon = z.infer<typeof coupon>;

const ownCoupon = ownDiscount
  .extend({
    state: z
      .enum(['ready', 'used'])
      .describe('`used`: as often as possible, or it is over; only coupons that I have used'),
    code: z.string().nullable().describe('what I say or show at the till; null if it is used'),
  })
  .meta({ id: 'OwnCoupon' });

export type OwnCoupon = z.infer<typeof ownCoupon>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const couponsShapes = {
  listCoupons: {
    query: listQuery.extend({ state: z.enum(couponStates).optional() }),
    reply: readableListOf(coupon),
  },
  createCoupon: {
    body: content.extend({ state: z.enum(['draft', 'live']).default('draft') }),
    reply: coupon,
  },
  getCoupon: {
    params,
    reply: coupon,
  },
  updateCoupon: {
    params,
    body: patchOf(content.extend({ state: z.enum(couponStates) })),
    reply: coupon,
  },
  getCouponPerformance: {
    params,
    reply: couponPerformance,
  },
  listOwnCoupons: {
    reply: listOf(ownCoupon),
  },
};
