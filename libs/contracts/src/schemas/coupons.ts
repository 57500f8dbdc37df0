import { z } from 'zod';
import { couponStates, longestCouponCode, mostRedemptions } from '../endpoints/coupons.ts';
import { amounts, couponEffect } from './coupons/effects.ts';
import { chosenLines } from './earning/kinds/chosen-lines.ts';
import { names, proseTexts } from './names.ts';
import { channel } from './purchases.ts';
import { pictureKey } from './rewards.ts';
import { id, instant, listOf, listQuery, patchOf, texts } from './values.ts';

const localTime = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u, 'HH:MM')
  .describe('HH:MM in the time zone of the club');

const some = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).min(1).max(most).nullable();

const often = z.int().min(1).max(mostRedemptions).nullable().default(null);

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
      'what everyone types or scans. Case, spaces and hyphens do not matter, O reads as 0, I and L read as 1',
    ),
  effect: couponEffect,
  on: z.object(chosenLines).default({}).describe('the lines that it is about; all if empty'),
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
  exclusive: z.boolean().default(false).describe('counts only alone'),
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null).describe('exclusive'),
  weekdays: some(z.int().min(1).max(7), 7)
    .default(null)
    .describe('1 is Monday, in the time zone of the club; null for all'),
  hours: z
    .object({ from: localTime, until: localTime.describe('exclusive; 24:00 is the end of the day') })
    .nullable()
    .default(null),
  locations: some(id, 1000).default(null).describe('ids; null for all'),
  channels: some(channel, 5).default(null).describe('null for all'),
  limits: z
    .object({
      total: often.describe('times in all; null for any number'),
      perMember: often.describe('times per member, who must then be known'),
      perMemberAndDay: often.describe('times per member on one day of the club'),
    })
    .default({ total: null, perMember: null, perMemberAndDay: null }),
});

export const coupon = content
  .extend({
    id,
    version: z.int(),
    state: z.enum(couponStates),
    name: texts(80),
    description: texts(300).nullable(),
    code: z.string(),
    figures: z.object({ redeemed: z.int().describe('times, without what was returned as a whole') }),
    updatedAt: instant,
  })
  .meta({ id: 'Coupon' });

export type Coupon = z.infer<typeof coupon>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const couponsShapes = {
  listCoupons: {
    query: listQuery,
    reply: listOf(coupon),
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
};
