import { z } from 'zod';
import { channel } from '../channels.ts';
import { id, date } from '../values.ts';

export const usesCurrency = z
  .string()
  .describe('ISO 4217 code; purchases without an amount in it count as nothing');

/** What a coupon or an offer brought. */
export const discountUses = z.object({
  times: z.int().describe('without what was returned as a whole'),
  members: z.int(),
  revenue: z.int().describe('of the purchases with it, less returns'),
  discount: z.int().describe('what it took off, less returns'),
  points: z.int().describe('what it added to the points of the purchases, less returns'),
  pointsCost: z.int().nullable().describe('what these points are worth; null if points have no value'),
});

export const couponPerformance = z
  .object({
    currency: usesCurrency,
    issued: z.int().nullable().describe('codes for one use that were made; null if there are none'),
    uses: discountUses,
    locations: z
      .array(discountUses.extend({ id, name: z.string() }))
      .describe('where it was redeemed, the most frequent first'),
    channels: z
      .array(
        discountUses.extend({ channel: channel.nullable().describe('null if the purchase did not say it') }),
      )
      .describe('how it was redeemed, the most frequent first'),
    weeks: z
      .array(discountUses.extend({ from: date.describe('the Monday, in the time zone of the club') }))
      .describe('the latest 26 weeks from the first to the last redemption, the earliest first'),
  })
  .meta({ id: 'CouponPerformance' });

export type CouponPerformance = z.infer<typeof couponPerformance>;
