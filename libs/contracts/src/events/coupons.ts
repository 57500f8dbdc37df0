import { z } from 'zod';
import { currency, id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const redemption = z.object({
  couponId: id,
  purchaseId: id.nullable().describe('null for a code that a till redeemed without a purchase'),
  redemptionId: id.optional().describe('of such a till'),
  discount: z.int().describe('minor units'),
  points: z.int().optional().describe('that it added to those of the purchase, before returns'),
  currency,
});
const example = {
  couponId: exampleIds.coupon,
  purchaseId: exampleIds.purchase,
  discount: 356,
  currency: 'EUR',
};

const budget = z.object({
  couponId: id,
  version: z.int().describe('of the coupon'),
  currency,
  amount: z.int().describe('of the budget, in minor units'),
  spent: z.int().describe('in minor units, with what checkouts hold'),
});
const budgetExample = {
  couponId: exampleIds.coupon,
  version: 2,
  currency: 'EUR',
  amount: 100_000,
  spent: 80_120,
};

export const couponEvents = {
  'coupon.changed': event({
    when: 'The club created or changed a coupon.',
    about: 'club',
    data: z.object({ couponId: id }),
    example: { couponId: exampleIds.coupon },
  }),
  'coupon.redeemed': event({
    when: 'A purchase, or a till without a purchase, used a coupon. If a return that had given the coupon back was a mistake, it is used again.',
    about: 'member-if-any',
    data: redemption,
    example,
  }),
  'coupon.given-back': event({
    when: 'All goods of a purchase were returned, so its coupon counts as not used; or a till gave back the code that it had redeemed.',
    about: 'member-if-any',
    data: redemption,
    example,
  }),
  'coupon.code-used-twice': event({
    when: 'A return that had given a code for one use back was a mistake, but the code has been used again. Both keep their discount.',
    about: 'member-if-any',
    data: z.object({
      couponId: id,
      purchaseId: id.describe('whose return was a mistake'),
      otherPurchaseId: id
        .nullable()
        .describe('that used the code again; null for a code that a till redeemed without a purchase'),
    }),
    example: {
      couponId: exampleIds.coupon,
      purchaseId: exampleIds.purchase,
      otherPurchaseId: exampleIds.otherPurchase,
    },
  }),
  'coupon.budget-nearly-used': event({
    when: 'Purchases took 80 % of the budget of a coupon. Published once per currency and amount, within some minutes.',
    about: 'club',
    data: budget,
    example: budgetExample,
  }),
  'coupon.budget-used-up': event({
    when: 'Purchases took the whole budget of a coupon. Published once per currency and amount, within some minutes.',
    about: 'club',
    data: budget,
    example: { ...budgetExample, spent: 100_000 },
  }),
};
