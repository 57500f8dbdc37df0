import { z } from 'zod';
import {
  cartRewardProblems,
  couponProblems,
  mostCartRewards,
  mostRewardPieces,
} from '../endpoints/checkouts.ts';
import { amounts } from './coupons/effects.ts';
import { id } from './values.ts';

/** As a cart asks for them. */
export const askedRewards = z
  .array(
    z.object({
      id: id.describe('of the reward'),
      count: z.int().min(1).max(mostRewardPieces).default(1).describe('pieces'),
    }),
  )
  .max(mostCartRewards)
  .refine((all) => all.reduce((sum, { count }) => sum + count, 0) <= mostRewardPieces, {
    message: `at most ${mostRewardPieces} pieces in all`,
  })
  .refine((all) => new Set(all.map((each) => each.id)).size === all.length, {
    message: 'each reward once',
  });

/** As a checkout tells them. */
export const cartRewards = z
  .array(
    z.object({
      place: z.int().describe('in `rewards` of the cart'),
      id: id.describe('of the reward'),
      name: z.string().nullable().describe('null for one that does not exist'),
      count: z.int(),
      points: z.int().describe('that all pieces cost this member; 0 if it is not redeemed'),
      toPay: amounts
        .nullable()
        .describe(
          'what the member pays besides the points for each piece, outside of this purchase: it is not part of `total`; null for nothing',
        ),
      discount: z.int().describe('what its vouchers take off this cart, in minor units'),
      applied: z.boolean().describe('whether it is redeemed'),
      vouchers: z.array(id).describe('that the purchase issues, one for each piece'),
      problem: z.enum([...cartRewardProblems, ...couponProblems]).nullable(),
      detail: z.string().nullable().describe('why it is not redeemed, as a sentence to read aloud'),
    }),
  )
  .describe('in the order of the cart');
