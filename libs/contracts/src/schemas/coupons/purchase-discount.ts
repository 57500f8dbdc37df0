import { z } from 'zod';
import { id } from '../values.ts';

/** Why a coupon or an offer took off less than it says. */
export const trim = {
  trimmed: z
    .enum(['budget', 'maximum'])
    .nullable()
    .describe(
      'what made the discount smaller: what was left of its budget, or the most that it takes off; null if nothing did',
    ),
  note: z.string().nullable().describe('the same as a sentence, to read aloud'),
};

/** What a purchase redeemed, or what was taken off by hand. */
export const purchaseDiscount = z.object({
  kind: z.enum(['coupon', 'voucher', 'offer', 'manual']),
  id,
  name: z.string().describe('of a discount by hand, its reason'),
  discount: z.int().describe('what it took off, in minor units'),
  points: z.int().describe('that it added to those of the purchase, before returns'),
  ...trim,
  givenBack: z.boolean().describe('all goods were returned, so it can be used again'),
});
