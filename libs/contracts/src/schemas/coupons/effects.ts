import { z } from 'zod';
import { mostBonusPoints, mostBonusTimes, mostPieces } from '../../endpoints/coupons.ts';
import { chosenLines } from '../earning/kinds/chosen-lines.ts';
import { currency, largestAmount } from '../values.ts';

const hasEachCurrencyOnce = (amounts: readonly { currency: string }[]): boolean =>
  new Set(amounts.map((each) => each.currency)).size === amounts.length;

/** One amount for each currency in which the club sells. */
export const amounts = z
  .array(z.object({ amount: z.int().min(1).max(largestAmount), currency }))
  .min(1)
  .max(20)
  .refine(hasEachCurrencyOnce, 'one amount per currency')
  .describe('in minor units, one per currency; in other currencies the coupon does not count');

const pieces = z.int().min(1).max(mostPieces);
export const percent = z.number().min(0.01).max(100).multipleOf(0.01);
const percentOff = percent.default(100).describe('percent off each of these pieces; 100 is free');

/** What a coupon takes off, by kind. */
export const couponEffect = z
  .discriminatedUnion('kind', [
    z
      .object({
        kind: z.literal('percent'),
        percent,
        of: z
          .enum(['reduced', 'initial'])
          .default('reduced')
          .describe('of the price that earlier discounts left, or of the price before all of them'),
      })
      .meta({ id: 'PercentOff' }),
    z
      .object({
        kind: z.literal('amount'),
        amounts,
        per: z.enum(['cart', 'piece']).default('cart').describe('once for the cart, or for each piece'),
      })
      .meta({ id: 'AmountOff' }),
    z
      .object({
        kind: z.literal('fixed-price'),
        prices: amounts.describe('of a piece, or of a kilogram for goods sold by weight'),
        pieces: pieces
          .nullable()
          .default(null)
          .describe('how many pieces, the dearest first; null for all of them'),
      })
      .meta({ id: 'FixedPrice' }),
    z
      .object({
        kind: z.literal('free-pieces'),
        which: z.enum(['cheapest', 'dearest']).default('cheapest'),
        pieces: pieces.default(1),
        percent: percentOff,
      })
      .meta({ id: 'FreePieces' }),
    z
      .object({
        kind: z.literal('buy-get'),
        buy: pieces,
        get: pieces,
        percent: percentOff,
        times: pieces.nullable().default(null).describe('how often per cart; null for any number'),
        given: z
          .object(chosenLines)
          .nullable()
          .default(null)
          .describe('the goods to get; null for the goods to buy, of which the cheapest are given'),
      })
      .meta({ id: 'BuyGet' }),
    z
      .object({ kind: z.literal('free-shipping') })
      .describe('lines of the kind `shipping` cost nothing, if the cart has goods that the coupon is about')
      .meta({ id: 'FreeShipping' }),
    z
      .object({
        kind: z.literal('points-bonus'),
        points: z.int().min(1).max(mostBonusPoints),
      })
      .describe('so many points besides what the purchase earns; no price changes')
      .meta({ id: 'PointsBonus' }),
    z
      .object({
        kind: z.literal('points-multiplier'),
        times: z.number().min(1.01).max(mostBonusTimes).multipleOf(0.01),
      })
      .describe('the goods that it is about earn so many times their points; no price changes')
      .meta({ id: 'PointsMultiplier' }),
  ])
  .describe(
    'what it takes off. What gives points needs a member and a purchase, and has neither `atMost` nor `budget`',
  );
