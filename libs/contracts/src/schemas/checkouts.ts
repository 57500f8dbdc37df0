import { z } from 'zod';
import {
  applyWays,
  checkoutMinutes,
  checkoutStates,
  couponProblems,
  manualDiscountProblems,
  mostCheckoutMinutes,
  mostCodes,
  mostManualDiscounts,
  mostRefusalDays,
} from '../endpoints/checkouts.ts';
import { askedRewards, cartRewards } from './cart-rewards.ts';
import { cartChannel } from './channels.ts';
import { discountTerms } from './coupons/terms.ts';
import { trim } from './coupons/purchase-discount.ts';
import { hidesSomething, isPlainProse } from './plain.ts';
import { personal, secret } from './privacy.ts';
import { lineKind, memberReference, payment, purchaseLine, purchaseReceipt, receipt } from './purchases.ts';
import { currency, id, instant, listOf, listQuery, text, texts } from './values.ts';

const completion = z.object({
  receipt,
  purchasedAt: instant,
  payments: z.array(payment).max(20).optional(),
});

const manualDiscount = z
  .object({
    line: z.int().min(0).optional().describe('of the line in `lines`; absent: all goods'),
    amount: z.int().min(1).max(1_000_000_000).optional().describe('in minor units'),
    percent: z.number().min(0.01).max(100).multipleOf(0.01).optional(),
    reason: personal(text(120).refine(isPlainProse, hidesSomething)).describe(
      'members read it on their receipt',
    ),
  })
  .refine(({ amount, percent }) => (amount === undefined) !== (percent === undefined), {
    message: 'amount or percent, not both',
    path: ['percent'],
  });

const cart = z.object({
  location: text(60).describe('code of the location'),
  currency,
  member: memberReference.optional(),
  channel: cartChannel,
  lines: z.array(purchaseLine).min(1).max(1000).describe('as in a purchase'),
  codes: z
    .array(secret(z.string().trim().min(1).max(64)))
    .max(mostCodes)
    .default([])
    .describe(
      'of coupons, and of vouchers that lower the price, as typed or as the text of their picture, or the ids of those vouchers',
    ),
  points: z.int().min(0).max(1_000_000_000).default(0).describe('that the member wants to pay with'),
  manualDiscounts: z
    .array(manualDiscount)
    .max(mostManualDiscounts)
    .default([])
    .describe('what the team takes off by hand, after coupons and offers'),
  rewards: askedRewards
    .default([])
    .describe(
      'that the member redeems for points with this purchase; each at most once, with how many pieces',
    ),
  apply: z
    .enum(applyWays)
    .optional()
    .describe(
      '`all`: a code, reward, discount by hand or payment with points that does not apply refuses the call. `partial`: the others count. Default: `partial`, and `all` with `complete`',
    ),
});

const discount = z.object({
  kind: z.enum(['coupon', 'voucher', 'offer', 'manual']),
  id: id.nullable().describe('null for a discount by hand'),
  name: z.string().describe('the same as `reason`'),
  reason: z
    .string()
    .describe(
      'why the line costs less: the name of the coupon, voucher or offer, or the reason of a discount by hand',
    ),
  amount: z.int().describe('what it takes off the line, in minor units'),
});

const pricedLine = z.object({
  line: z.int(),
  name: z.string().nullable(),
  sku: z.string().nullable(),
  kind: lineKind,
  quantity: z.number(),
  price: z.int().describe('of the line, before the discounts of this checkout'),
  discounts: z.array(discount).describe('in the order in which they were applied'),
  paidWithPoints: z.int().describe('what points pay of it, in minor units'),
  amount: z.int().describe('what is to be paid for the line, without what points pay'),
});

const code = z.string().describe('as it was sent; of a code for one use only its last characters');
const place = z.int().describe('of the code in `codes`');

const bonusPoints = z
  .int()
  .describe('that it adds to those of the purchase, in `points.earned`; 0 for what lowers prices');

const checkout = z
  .object({
    id,
    version: z.int(),
    state: z.enum(checkoutStates),
    expiresAt: instant.describe('until then the prices count, and what is reserved is held'),
    location: z.string(),
    memberId: id.nullable(),
    lines: z.array(pricedLine),
    applied: z.array(
      z.object({
        kind: z.enum(['coupon', 'voucher']),
        code,
        place,
        id: id.describe('of the coupon or voucher'),
        name: z.string(),
        discount: z.int(),
        points: bonusPoints,
        ...trim,
      }),
    ),
    offers: z
      .array(z.object({ id, name: z.string(), discount: z.int(), points: bonusPoints, ...trim }))
      .describe("the member's offers that count; they need no code"),
    notApplied: z
      .array(
        z.object({
          kind: z.enum(['coupon', 'voucher', 'offer']),
          code: code.nullable().describe('as it was sent; null of an offer'),
          place: place.nullable().describe('of the code in `codes`; null of an offer'),
          id: id.nullable().describe('of the coupon, voucher or offer; null if nothing has the code'),
          name: z.string().nullable().describe('of an offer; null of a code'),
          asked: z.boolean().describe('false of an offer that nobody had to activate'),
          problem: z.enum(couponProblems),
          detail: z.string().describe('as a sentence, to read aloud'),
        }),
      )
      .describe("codes in the order of the cart, then the member's offers of this place and time"),
    manualDiscounts: z.array(
      z.object({
        place: z.int().describe('in `manualDiscounts` of the cart'),
        line: z.int().nullable().describe('null for all goods'),
        reason: z.string(),
        discount: z.int().describe('0 if it does not count'),
        problem: z.enum(manualDiscountProblems).nullable(),
        detail: z.string().nullable().describe('why it does not count, as a sentence'),
      }),
    ),
    pointsPaid: z
      .object({
        points: z.int().describe('0 if the points of the cart cannot pay for it'),
        amount: z.int().describe('a price reduction, in minor units'),
        least: z.int().describe('the fewest points that can pay'),
        most: z.int().describe('the most points that can pay; 0: none'),
        step: z.int().describe('points are paid in multiples of this'),
        problem: z.enum(['points-not-payable', 'insufficient-points']).nullable(),
        detail: z.string().nullable().describe('why the points cannot pay, as a sentence to read aloud'),
      })
      .nullable()
      .describe('null if members cannot pay with points here'),
    rewards: cartRewards,
    pointsSpent: z.int().describe('what the rewards cost, and the points that pay, together'),
    total: z.object({
      gross: z.int(),
      net: z.int(),
      discount: z.int().describe('of this checkout, without what points pay'),
      taxes: z.array(z.object({ rate: z.number(), net: z.int(), tax: z.int() })),
      currency,
    }),
    points: z.object({ earned: z.int() }).nullable().describe('null without a member'),
    purchaseId: id.nullable(),
  })
  .meta({ id: 'Checkout' });

export type Checkout = z.infer<typeof checkout>;

const { codes, points: _, manualDiscounts: __, rewards: ___, apply: ____, ...goods } = cart.shape;

const qualified = z.object({
  kind: z.enum(['coupon', 'offer']),
  id,
  name: z.string(),
  code: z.string().nullable().describe('of a coupon'),
  ready: z.boolean().describe('false for an offer that the member has to activate first'),
});

const qualification = z
  .object({
    memberId: id.nullable(),
    applicable: z
      .array(
        qualified.extend({
          discount: z.int().describe('what it takes off alone, in minor units'),
          points: z.int().describe('what it adds to the points of the purchase; 0 for what lowers prices'),
        }),
      )
      .describe('the largest discount first, then the most points'),
    missing: z
      .array(
        qualified.extend({
          pieces: z.int().nullable(),
          amount: z.int().nullable().describe('in minor units'),
          detail: z.string().describe('as words: `2 more pieces`'),
        }),
      )
      .describe('what is still needed, the least first'),
    notApplicable: z.array(qualified.extend({ problem: z.enum(couponProblems) })),
  })
  .meta({ id: 'Qualification' });

export type Qualification = z.infer<typeof qualification>;

const couponValidity = z
  .object({
    valid: z.boolean(),
    coupon: z.object({ id, name: z.string() }).nullable().describe('null if it does not count'),
    discount: z.int().describe('what it takes off the cart, in minor units'),
    points: z.int().describe('what it adds to the points of the purchase; 0 for what lowers prices'),
    problem: z.enum(couponProblems).nullable(),
    detail: z.string().nullable().describe('why it does not count, as a sentence to read aloud'),
  })
  .meta({ id: 'CouponValidity' });

export type CouponValidity = z.infer<typeof couponValidity>;

const couponRefusal = z
  .object({
    id,
    refusedAt: instant,
    checkoutId: id.nullable().describe('null if the code was only asked about'),
    coupon: z
      .object({ id, name: texts(80) })
      .nullable()
      .describe('null if no coupon has the code'),
    hint: z.string().nullable().describe('the end of an unknown code'),
    problem: z.enum(couponProblems),
    location: z.string(),
    memberId: id.nullable(),
  })
  .meta({ id: 'CouponRefusal' });

export type CouponRefusal = z.infer<typeof couponRefusal>;

const refusalWords = z.object({
  problem: z.enum(couponProblems),
  detail: z.string().describe('a sentence to read aloud'),
});

const discountExample = z
  .object({
    lines: z
      .array(
        z.object({
          name: z.string(),
          quantity: z.number(),
          amount: z.int().describe('gross minor units before the discount'),
          discount: z.int(),
        }),
      )
      .describe('empty if no goods have a price in the currency'),
    total: z.int(),
    discount: z.int(),
    refused: refusalWords.nullable().describe('why it takes nothing off this cart'),
    refusals: z.array(refusalWords).describe('what cashiers read aloud if a code of it does nothing'),
  })
  .meta({ id: 'DiscountExample' });

export type DiscountExample = z.infer<typeof discountExample>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const checkoutsShapes = {
  createCheckout: {
    body: cart.extend({
      complete: completion.optional().describe('posts the purchase at once; needs an Idempotency-Key'),
    }),
    reply: checkout.extend({ purchase: purchaseReceipt.nullable().describe('null without `complete`') }),
  },
  getCheckout: {
    params,
    reply: checkout,
  },
  replaceCheckout: {
    params,
    body: cart,
    reply: checkout,
  },
  reserveCheckout: {
    params,
    body: z
      .object({
        minutes: z
          .int()
          .min(1)
          .max(mostCheckoutMinutes)
          .default(checkoutMinutes)
          .describe('how long from now the coupons are held'),
      })
      .prefault({}),
    reply: checkout,
  },
  completeCheckout: {
    params,
    body: completion,
    reply: purchaseReceipt.extend({ checkoutId: id }),
  },
  cancelCheckout: {
    params,
    reply: checkout,
  },
  qualifyCheckout: {
    body: z.object(goods),
    reply: qualification,
  },
  validateCoupon: {
    body: z.object({ ...goods, code: codes.unwrap().element }),
    reply: couponValidity,
  },
  exampleOfDiscount: {
    body: z
      .object({
        ...discountTerms,
        currency,
        forSome: z
          .boolean()
          .default(false)
          .describe('whether it has an audience; then the refusals of other members are told too'),
      })
      .omit({ startsAt: true, endsAt: true }),
    reply: discountExample,
  },
  listCouponRefusals: {
    query: listQuery.extend({
      coupon: id.optional(),
      member: id.optional(),
      problem: z.enum(couponProblems).optional(),
      code: codes
        .unwrap()
        .element.optional()
        .describe('as it was typed: those of its coupon, or of unknown codes with the same end'),
    }),
    reply: listOf(couponRefusal),
  },
  listCouponRefusalReasons: {
    query: z.object({
      days: z.coerce.number().int().min(1).max(mostRefusalDays).default(30),
      coupon: id.optional(),
    }),
    reply: listOf(
      z.object({
        problem: z.enum(couponProblems),
        times: z.int().describe('carts'),
        members: z.int().describe('known ones'),
      }),
    ),
  },
};
