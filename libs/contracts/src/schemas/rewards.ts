import { z } from 'zod';
import { condition } from './conditions.ts';
import { amounts, percent } from './coupons/effects.ts';
import { names, proseTexts } from './names.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { balance } from './points.ts';
import { secret } from './privacy.ts';
import { texts, somePoints, instant, id, listQuery, listOf, sortedBy, patchOf } from './values.ts';

export const pictureKey = z.enum([
  'cup',
  'book',
  'shop',
  'sparkles',
  'ticket',
  'heart',
  'bag',
  'leaf',
  'gift',
  'croissant',
  'star',
  'music',
]);

export const rewardKind = z
  .enum(['product', 'discount', 'sample', 'ticket', 'partner-code'])
  .describe(
    '`product`: goods; `discount`: something off a purchase; `sample`: goods to try, without money; `ticket`: admission to an event; `partner-code`: a code that is used at a partner, from a pool of imported ones',
  );

export type RewardKind = z.infer<typeof rewardKind>;

const rewardEvent = z
  .object({
    startsAt: instant.describe('from then on nobody can redeem the reward or cancel a redemption'),
    endsAt: instant.describe('until then the voucher can be used; after `startsAt`'),
    place: z.string().trim().min(1).max(200).refine(isPlain, hidesSomething).describe('where it is'),
  })
  .nullable()
  .describe('when and where the event of a `ticket` is; null for other kinds');

export type RewardEvent = NonNullable<z.infer<typeof rewardEvent>>;

const rewardEffect = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('percent'), percent }).meta({ id: 'RewardPercentOff' }),
    z.object({ kind: z.literal('amount'), amounts }).meta({ id: 'RewardAmountOff' }),
  ])
  .nullable()
  .describe(
    'what a `discount` takes off all goods of a cart, after offers and coupons, when its voucher is among the `codes` of a ' +
      'checkout; null for one that the cashier enters in the register, and for other kinds',
  );

export type RewardEffect = NonNullable<z.infer<typeof rewardEffect>>;

export const rewardState = z.enum(['draft', 'live', 'paused']);

const categoryText = z.string().trim().max(60).refine(isPlain, hidesSomething);

const categoryTexts = z
  .object({ de: categoryText.optional(), en: categoryText.optional(), cs: categoryText.optional() })
  .describe('text by language; empty for none');

const toPay = amounts
  .nullable()
  .describe(
    'what the member pays besides the points, in minor units, one per currency; the cashier is told when the voucher is ' +
      'used; null for nothing',
  );

const locationCode = z.string().min(1).max(60).describe('code');

const pieces = z.int().min(0).max(10_000_000);

const content = z.object({
  kind: rewardKind.default('product'),
  name: names(120),
  description: proseTexts(1000).nullable().default(null),
  category: z
    .union([categoryText, categoryTexts])
    .default('')
    .describe("category for filtering; a plain string is in the club's language"),
  picture: pictureKey.default('gift'),
  points: somePoints.describe('usual price'),
  tierPrices: z
    .array(z.object({ tierId: id, points: somePoints }))
    .max(20)
    .default([])
    .describe('what members of a tier and above pay instead; the highest tier counts. No more than `points`'),
  toPay: toPay.default(null),
  effect: rewardEffect.default(null),
  event: rewardEvent.default(null),
  stock: pieces
    .nullable()
    .default(null)
    .describe(
      'remaining stock, with pieces that reserved checkouts hold; null for unlimited. With `stockByLocation` it is the sum, and need not be sent. That of a `partner-code` is how many codes are left: nobody can set it',
    ),
  stockByLocation: z
    .array(z.object({ location: locationCode, stock: pieces }))
    .min(1)
    .max(500)
    .nullable()
    .default(null)
    .describe(
      'remaining stock of each location where goods lie: a member picks the reward up at one of them. Null for one stock for ' +
        'the club, which is used up wherever the voucher is used',
    ),
  lowStock: pieces
    .nullable()
    .default(null)
    .describe(
      'managers get a task when the stock, or that of a location, falls to this many; null for never',
    ),
  perMember: z.int().min(1).max(1000).nullable().default(null),
  validFrom: instant.nullable().default(null),
  validUntil: instant.nullable().default(null),
  voucherDays: z
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe('validity of a voucher; that of a ticket ends with the event'),
  tierId: id
    .nullable()
    .default(null)
    .describe('only members of this tier and above see and redeem it; null for everyone'),
  audience: condition
    .nullable()
    .default(null)
    .describe('which members see and redeem it, as a condition on a member; null for everyone'),
});

export const reward = content
  .extend({
    name: texts(120),
    description: texts(1000).nullable(),
    category: z.string().describe("in the language of Accept-Language, else in the club's language"),
    categoryTexts: z.object({
      de: z.string().optional(),
      en: z.string().optional(),
      cs: z.string().optional(),
    }),
    id,
    version: z.int(),
    state: rewardState,
    redeemed: z
      .int()
      .describe('number of redemptions, without those that were cancelled or gave everything back on expiry'),
    updatedAt: instant,
  })
  .meta({ id: 'Reward' });

export type Reward = z.infer<typeof reward>;

export const offeredReward = z
  .object({
    id,
    kind: rewardKind,
    name: texts(120),
    description: texts(1000).nullable(),
    category: z.string(),
    picture: pictureKey,
    points: z.int().describe('what this member pays'),
    usualPoints: z.int().describe('what members pay whose tier has no price of its own'),
    toPay,
    effect: rewardEffect,
    event: rewardEvent,
    missing: z.int().describe('missing points; 0 if affordable'),
    stock: z.int().nullable().describe('at all locations where it can be picked up; null for unlimited'),
    stockByLocation: z
      .array(z.object({ location: z.string().describe('code'), name: z.string(), stock: z.int() }))
      .nullable()
      .describe('where I can pick it up, and what each location has left; null for everywhere'),
    limitReached: z.boolean(),
    validUntil: instant.nullable(),
    voucherDays: z.int(),
    tier: z
      .object({ code: z.string(), name: texts(60) })
      .nullable()
      .describe('only for members of this tier and above; null for everyone'),
  })
  .meta({ id: 'OfferedReward' });

export type OfferedReward = z.infer<typeof offeredReward>;

export const voucherState = z.enum(['issued', 'used', 'cancelled', 'expired']);

export const voucherSummary = z
  .object({
    id,
    code: z
      .string()
      .describe('complete for the member only; others see the last four characters and use the id'),
    state: voucherState,
    kind: rewardKind.describe('kind of the reward when the voucher was issued'),
    rewardName: texts(120),
    picture: pictureKey,
    toPay,
    effect: rewardEffect,
    event: rewardEvent.describe(
      'when and where it is, as it was when the voucher was issued; null for other kinds',
    ),
    pickUp: z
      .object({ location: z.string().describe('code'), name: z.string() })
      .nullable()
      .describe(
        'the only location where it can be used, because its goods lie there; null for every location',
      ),
    expiresAt: instant,
  })
  .meta({ id: 'VoucherSummary' });

export type VoucherSummary = z.infer<typeof voucherSummary>;

export const voucher = voucherSummary
  .extend({
    redemptionId: id,
    memberId: id,
    points: z.int().describe('0 for a voucher that was given, such as for a filled stamp card'),
    issuedAt: instant,
    expiry: z
      .enum(['keeps', 'gives-back', 'gave-back'])
      .describe(
        'whether its expiry gives points and stock back, a few minutes later, or has; tickets, vouchers of cards and tiers, ' +
          'and those that expired before Regulars did this keep them',
      ),
    usedAt: instant.nullable(),
    usedAtLocation: z.string().nullable(),
    qr: z.string().nullable().describe('text in the QR code; null for everyone except the member'),
  })
  .meta({ id: 'Voucher' });

export type Voucher = z.infer<typeof voucher>;

const ownVoucher = voucher
  .extend({
    code: z.string(),
    qr: z.string().describe('text in the QR code'),
    partnerCode: z
      .string()
      .nullable()
      .describe('of a `partner-code` that the member has asked for; null before, and for other kinds'),
  })
  .meta({ id: 'OwnVoucher' });

export type OwnVoucher = z.infer<typeof ownVoucher>;

export const redemption = z.object({ id, voucher, points: z.int(), balance }).meta({ id: 'Redemption' });

export const tillVoucher = voucher
  .extend({ member: z.object({ id, displayName: z.string() }) })
  .meta({ id: 'TillVoucher' });

const codeParams = z.object({
  code: secret(z.string().min(1).max(100)).describe('the scanned or typed code, or the id of the voucher'),
});

/** Requests and replies of the endpoints, by name. */
export const rewardsShapes = {
  listRewards: {
    query: listQuery.extend(
      sortedBy('created', 'name', 'state', 'category', 'stock', 'redeemed', 'points', 'until'),
    ),
    reply: listOf(reward),
  },
  createReward: {
    body: content.extend({ state: rewardState.default('draft') }),
    reply: reward,
  },
  getReward: {
    params: z.object({ id }),
    reply: reward,
  },
  updateReward: {
    params: z.object({ id }),
    body: patchOf(content.extend({ state: rewardState })),
    reply: reward,
  },
  listOwnRewards: {
    reply: listOf(offeredReward),
  },
  listMemberRewards: {
    params: z.object({ id }),
    reply: listOf(offeredReward),
  },
  redeemReward: {
    params: z.object({ id }),
    body: z.object({
      memberId: id.optional().describe('required if staff or an API key redeems for a member'),
      location: locationCode
        .optional()
        .describe('code of the location where it is picked up; needed for a reward with `stockByLocation`'),
      price: z
        .object({ points: z.int(), toPay })
        .optional()
        .describe('what the member was told; another price is refused with `reward-price-changed`'),
    }),
    reply: redemption,
  },
  cancelRedemption: {
    params: z.object({ id }),
    reply: z.object({ id, voucher, points: z.int(), balance }).meta({ id: 'CancelledRedemption' }),
  },
  listOwnVouchers: {
    query: listQuery,
    reply: listOf(ownVoucher),
  },
  listMemberVouchers: {
    params: z.object({ id }),
    query: listQuery,
    reply: listOf(voucher),
  },
  getVoucher: {
    params: codeParams,
    reply: tillVoucher,
  },
  useVoucher: {
    params: codeParams,
    body: z.object({ location: z.string().max(60).optional().describe('code') }),
    reply: tillVoucher,
  },
};
