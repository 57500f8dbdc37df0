import { z } from 'zod';
import { mostCountedRedemptions, mostEvery, mostPieces, mostRedemptions } from '../../endpoints/coupons.ts';
import { chosenLines } from '../earning/kinds/chosen-lines.ts';
import { channel } from '../channels.ts';
import { currency, id, instant } from '../values.ts';
import { amounts, couponEffect } from './effects.ts';

const localTime = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u, 'HH:MM')
  .describe('HH:MM in the time zone of the club');

const some = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).min(1).max(most).nullable();

const often = z.int().min(1).max(mostRedemptions).nullable().default(null);
const counted = z.int().min(1).max(mostCountedRedemptions).nullable().default(null);

/** What a coupon or an offer gives, when, where and how often. */
export const discountTerms = {
  effect: couponEffect,
  on: z.object(chosenLines).default({}).describe('the lines that it is about; all if empty'),
  nth: z
    .object({
      every: z.int().min(2).max(mostEvery).describe('2 is every second piece'),
      most: z
        .int()
        .min(1)
        .max(mostPieces)
        .nullable()
        .default(null)
        .describe('pieces per cart; null for any number'),
    })
    .nullable()
    .default(null)
    .describe(
      'only every n-th piece of these lines, in the order of their prices, the dearest first. For `percent`, `amount` and `fixed-price`; null for all pieces',
    ),
  atMost: amounts.nullable().default(null).describe('the most that it takes off; null for no limit'),
  minimumSpend: z
    .object({
      amounts,
      of: z
        .enum(['cart', 'chosen'])
        .default('cart')
        .describe('all goods, or those that the coupon is about; before discounts'),
    })
    .nullable()
    .default(null),
  budget: amounts
    .nullable()
    .default(null)
    .describe(
      'the most that it takes off in all purchases together, from when it has a budget; the last one takes off what is left. Null for no budget; without an amount in a currency it does not count there',
    ),
  exclusive: z.boolean().default(false).describe('counts only alone'),
  category: id
    .nullable()
    .default(null)
    .describe('id of a category of discounts: when it counts, and beside what. Null for the usual order'),
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null).describe('exclusive'),
  weekdays: some(z.int().min(1).max(7), 7)
    .default(null)
    .describe(
      '1 is Monday, in the time zone of the club; null for all. Hours over midnight belong to the day on which they begin',
    ),
  hours: z
    .object({
      from: localTime,
      until: localTime.describe(
        'exclusive; 24:00 is the end of the day, and a time before `from` is on the next day',
      ),
    })
    .nullable()
    .default(null),
  locations: some(id, 1000).default(null).describe('ids; null for all'),
  channels: some(channel, 5).default(null).describe('null for all'),
  limits: z
    .object({
      total: often.describe('times in all; null for any number'),
      perMember: often.describe('times per member, who must then be known'),
      perMemberAndDay: often.describe('times per member on one day of the club'),
      perDay: counted.describe('times on one day of the club, by all together'),
      perCode: counted.describe(
        'times with the code that everyone types, by all together. Only for coupons with such a code; codes for one use count once anyway',
      ),
    })
    .default({ total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null }),
};

/** What was taken off of the budget of a coupon or an offer. */
export const budgetSpent = z
  .array(z.object({ amount: z.int(), currency }))
  .describe('taken off of its budget, with what checkouts hold; empty without a budget');

/** The terms as stored. A newer version of the software may have written them. */
export const storedDiscountTerms = z.object(discountTerms).omit({ startsAt: true, endsAt: true });
