import { z } from 'zod';
import { pictureKey } from '../rewards.ts';
import { currency, id, instant, texts } from '../values.ts';
import { discountTerms } from './terms.ts';

/** What members see of their coupons and of their offers. */
export const ownDiscount = z.object({
  id,
  name: texts(80),
  description: texts(300).nullable(),
  picture: pictureKey,
  effect: discountTerms.effect,
  nth: discountTerms.nth,
  atMost: discountTerms.atMost,
  minimumSpend: discountTerms.minimumSpend,
  exclusive: z.boolean(),
  endsAt: instant.nullable().describe('exclusive'),
  weekdays: discountTerms.weekdays,
  hours: discountTerms.hours,
  locations: z
    .array(z.object({ id, name: z.string() }))
    .nullable()
    .describe('null for all'),
  channels: discountTerms.channels,
  left: z.int().nullable().describe('how often I can still use it; null for any number'),
  uses: z
    .array(
      z.object({
        id,
        purchaseId: id.nullable().describe('null if the shop redeemed a code without a purchase here'),
        at: instant,
        location: z.string(),
        discount: z.int(),
        points: z.int().describe('that I got by it, before returns'),
        currency,
      }),
    )
    .describe('the latest ones, at most 10'),
});

export type OwnDiscount = z.infer<typeof ownDiscount>;
