import { z } from 'zod';
import { currency, id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const redemption = z.object({
  couponId: id,
  purchaseId: id,
  discount: z.int().describe('minor units'),
  currency,
});
const example = {
  couponId: exampleIds.coupon,
  purchaseId: exampleIds.purchase,
  discount: 356,
  currency: 'EUR',
};

export const couponEvents = {
  'coupon.changed': event({
    when: 'The club created or changed a coupon.',
    about: 'club',
    data: z.object({ couponId: id }),
    example: { couponId: exampleIds.coupon },
  }),
  'coupon.redeemed': event({
    when: 'A purchase used a coupon. If a return that had given the coupon back was a mistake, it is used again.',
    about: 'member-if-any',
    data: redemption,
    example,
  }),
  'coupon.given-back': event({
    when: 'All goods of a purchase were returned, so its coupon counts as not used.',
    about: 'member-if-any',
    data: redemption,
    example,
  }),
};
