import { z } from 'zod';
import { secret } from './privacy.ts';
import { cartChannel } from './channels.ts';
import { memberReference, purchaseLine } from './purchases.ts';
import { currency, id, instant, text } from './values.ts';

const redemption = z.object({
  id,
  couponId: id,
  memberId: id.nullable(),
  discount: z.int().describe('what it takes off all lines, in minor units'),
  currency,
});

const couponRedemption = redemption
  .extend({
    code: z.string().describe('of a code for one use only its last characters'),
    name: z.string().describe('of the coupon'),
    redeemedAt: instant,
    lines: z.array(
      z.object({
        line: z.int(),
        price: z.int().describe('before the discount'),
        discount: z.int(),
        amount: z.int().describe('what is left'),
      }),
    ),
  })
  .meta({ id: 'CouponRedemption' });

export type CouponRedemption = z.infer<typeof couponRedemption>;

const couponRollback = redemption.meta({ id: 'CouponRollback' });

export type CouponRollback = z.infer<typeof couponRollback>;

/** Requests and replies of the endpoints, by name. */
export const couponRedemptionsShapes = {
  redeemCouponCode: {
    params: z.object({ code: secret(z.string().trim().min(1).max(64)) }),
    body: z.object({
      location: text(60).describe('code of the location'),
      currency,
      member: memberReference.optional(),
      channel: cartChannel,
      lines: z.array(purchaseLine).min(1).max(1000).describe('as in a purchase'),
    }),
    reply: couponRedemption,
  },
  rollBackCouponRedemption: {
    params: z.object({ id }),
    reply: couponRollback,
  },
};
