import { z } from 'zod';
import { canonicalReceipt } from '../endpoints/purchases.ts';
import { purchaseDiscount } from './coupons/purchase-discount.ts';
import { channel, channelIfAbsent, offeredChannel } from './channels.ts';
import { label } from './names.ts';
import { mostBackTestDays } from '../endpoints/earning.ts';
import { backTest, ruleContent } from './earning.ts';
import { opportunity } from './opportunities.ts';
import { balance, explanationLine } from './points.ts';
import { secret, personal } from './privacy.ts';
import { redeemedReward } from './redeemed-reward.ts';
import { receiptTrial, ruleVerdict } from './rule-trials.ts';
import {
  largestAmount,
  amount,
  text,
  id,
  currency,
  flag,
  instant,
  listQuery,
  listOf,
  sortedBy,
  prose,
  date,
} from './values.ts';

export const lineKind = z.enum(['goods', 'gift-card', 'deposit', 'service', 'shipping']);

const quantity = z.number().min(0).max(1_000_000).multipleOf(0.001);

const lineAmount = z.int().min(-largestAmount).max(largestAmount);

export const purchaseLine = z
  .object({
    sku: z.string().trim().max(100).optional(),
    name: label(200).optional(),
    category: label(100).optional(),
    brand: label(100).optional(),
    kind: lineKind.default('goods'),
    quantity: quantity.positive().default(1),
    unitPrice: lineAmount.optional().describe('gross, in minor units; negative only for a returned deposit'),
    discount: amount.optional().describe('discount on the whole line'),
    amount: lineAmount
      .optional()
      .describe('gross total of the line after discounts; negative only for a returned deposit'),
    taxRate: z.number().min(0).max(100).multipleOf(0.01).default(0).describe('percent'),
  })
  .refine((line) => line.unitPrice !== undefined || line.amount !== undefined, {
    message: 'unitPrice or amount is required',
    path: ['unitPrice'],
  });

export const payment = z.object({ kind: z.enum(['cash', 'card', 'points', 'gift-card', 'voucher']), amount });

/** What customers show or say. They take nothing off: discounts are already in the lines. */
const shownCodes = z.array(secret(z.string().trim().min(1).max(64))).max(20);

export const receiptNumber = z
  .string()
  .overwrite(canonicalReceipt)
  .min(1)
  .max(100)
  .describe('as printed; spaces, invisible characters and Unicode forms are ignored, but case matters');

export const receipt = z.object({
  location: text(60).describe('code of the location'),
  number: receiptNumber,
  till: label(60).optional(),
});

export const memberReference = z
  .object({
    card: secret(z.string().max(64)).optional(),
    token: secret(z.string().max(500)).optional(),
    id: id.optional(),
    externalId: personal(z.string().max(100)).optional(),
  })
  .refine(
    (reference) => Object.values(reference).filter((part) => part !== undefined).length === 1,
    'one of card, token, id or externalId',
  );

export const purchaseTotal = z
  .object({ gross: z.int(), net: z.int(), currency })
  .meta({ id: 'PurchaseTotal' });

export const tierStanding = z
  .object({
    code: z.string(),
    status: z.int(),
    next: z.object({ code: z.string(), missing: z.int() }).nullable(),
  })
  .meta({ id: 'TierStanding' });

export const purchaseReceipt = z
  .object({
    id: id.nullable().describe('null in a preview'),
    receipt: receipt.nullable(),
    member: z.object({ id, displayName: z.string() }).nullable(),
    total: purchaseTotal,
    points: z.object({ earned: z.int(), pending: z.int(), debtRepaid: z.int(), balance }).nullable(),
    explanation: z.array(explanationLine),
    tier: tierStanding.nullable(),
  })
  .meta({ id: 'PurchaseReceipt' });

export type PurchaseReceipt = z.infer<typeof purchaseReceipt>;

export const storedLine = z.object({
  line: z.int(),
  sku: z.string().nullable(),
  name: z.string().nullable(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  kind: lineKind,
  quantity: z.number(),
  unitPrice: z.int().nullable(),
  discount: z.int(),
  paidWithPoints: z
    .int()
    .describe('what points paid of it, in minor units; neither in `discount` nor in `amount`'),
  amount: z.int(),
  taxRate: z.number(),
  returned: z.number().describe('quantity returned so far'),
  noPoints: z
    .object({
      kind: z.enum(['gift-card', 'deposit', 'free', 'paid-before', 'no-rate', 'no-rule']),
      reason: z.string().describe('as a sentence'),
    })
    .nullable()
    .describe('why the line earned nothing; null if it earned points, or if the purchase has no member'),
});

export const purchaseReturn = z
  .object({
    // Undoing an import uses an id made of a hash, which is not a version of RFC 9562.
    id: z.guid(),
    at: instant,
    reason: z.string().nullable(),
    lines: z.array(z.object({ line: z.int(), quantity: z.number() })),
    amount: z.int(),
    pointsBack: z.int().describe('of the points with which the purchase was paid'),
    takenBack: z.int(),
    debt: z.int(),
    forgiven: z.int(),
    expired: z.int(),
    reversed: z
      .object({ at: instant, reason: z.string().nullable(), points: z.int().describe('given back') })
      .nullable()
      .describe('set if it was a mistake and was taken back'),
  })
  .meta({ id: 'PurchaseReturn' });

export const purchase = z
  .object({
    id,
    receipt,
    locationName: z.string(),
    channel: channel.nullable().describe('null if it was recorded before purchases had a channel'),
    purchasedAt: instant,
    bookedAt: instant,
    member: z.object({ id, displayName: z.string() }).nullable(),
    total: purchaseTotal,
    lines: z.array(storedLine),
    discounts: z
      .array(purchaseDiscount)
      .describe(
        'coupons and offers that were redeemed, and discounts by hand; the amounts of the lines are after them',
      ),
    rewards: z
      .array(redeemedReward)
      .describe('that the member redeemed with the purchase; their points are not part of `earned`'),
    pointsPaid: z
      .object({
        points: z.int(),
        amount: z.int().describe('a price reduction, in minor units; the amounts of the lines are after it'),
        givenBack: z.int().describe('points that returns have given back'),
      })
      .nullable()
      .describe('what was paid with points'),
    payments: z.array(payment),
    codes: z
      .array(z.string())
      .describe('that the customer showed, in capital letters, without spaces and signs'),
    reporting: z
      .object({
        gross: z.int().describe('minor units'),
        currency,
        rate: z.string().describe('rate of the day of the purchase, as a decimal in text form'),
      })
      .nullable()
      .describe("in the club's reporting currency; null if there is no rate for that day yet"),
    earned: z.int(),
    explanation: z.array(explanationLine),
    unmet: z
      .array(ruleVerdict)
      .describe(
        'rules that were live and gave nothing, for staff and API keys; empty for members. Rules that gave something, or that a limit or another rule kept from it, are in `explanation`',
      ),
    returns: z.array(purchaseReturn),
    claimedAt: instant.nullable(),
  })
  .meta({ id: 'Purchase' });

export type Purchase = z.infer<typeof purchase>;

export const purchaseRow = z
  .object({
    id,
    receipt,
    locationName: z.string(),
    purchasedAt: instant,
    member: z.object({ id, displayName: z.string() }).nullable(),
    total: purchaseTotal,
    earned: z.int(),
    returned: z.int().describe('amount returned so far'),
    reasons: z.array(z.object({ name: z.string(), points: z.int() })),
  })
  .meta({ id: 'PurchaseRow' });

export const returnReply = z
  .object({
    id,
    purchaseId: id,
    amount: z.int().describe('money to give back, in minor units'),
    pointsBack: z.int().describe('of the points with which the purchase was paid'),
    /** `takenBack` is the total; `debt`, `forgiven` and `expired` are parts of it. */
    points: z
      .object({ takenBack: z.int(), debt: z.int(), forgiven: z.int(), expired: z.int(), balance })
      .nullable(),
    explanation: z.array(explanationLine),
  })
  .meta({ id: 'ReturnReceipt' });

export const returnReversal = z
  .object({
    id,
    // Undoing an import uses an id made of a hash, which is not a version of RFC 9562.
    returnId: z.guid(),
    purchaseId: id,
    amount: z.int().describe('money for the goods that count as bought again, in minor units'),
    pointsPaid: z.int().describe('points that pay for them again'),
    /** `givenBack` is the total; the others are parts of it. */
    points: z
      .object({
        givenBack: z.int().describe('negative if the goods earn less than without them'),
        debtCancelled: z.int(),
        debtRepaid: z.int(),
        expired: z.int().describe('points that had expired before the return'),
        balance,
      })
      .nullable(),
    explanation: z.array(explanationLine),
  })
  .meta({ id: 'ReturnReversal' });

const largeReturn = z
  .object({
    // Undoing an import uses an id made of a hash, which is not a version of RFC 9562.
    id: z.guid(),
    purchaseId: id,
    receipt: z.string().describe('receipt number of the purchase'),
    locationName: z.string().describe('location of the purchase'),
    at: instant,
    member: z.object({ id, displayName: z.string() }),
    amount: z.int(),
    currency,
    takenBack: z.int().describe('points'),
    reason: z.string().nullable(),
    reversedAt: instant.nullable().describe('when the return was taken back'),
  })
  .meta({ id: 'LargeReturn' });

export type LargeReturn = z.infer<typeof largeReturn>;

/** As a till sends it. */
const offeredPurchase = z.object({
  receipt: receipt.optional().describe('required, except in a preview'),
  location: z.string().max(60).optional().describe('for a preview without a receipt'),
  purchasedAt: instant,
  member: memberReference.optional(),
  currency,
  lines: z.array(purchaseLine).min(1).max(1000),
  payments: z.array(payment).max(20).optional(),
  codes: shownCodes
    .optional()
    .describe(
      'shown by the customer, as facts for rules; they take nothing off. Case, spaces and signs are ignored',
    ),
  channel: offeredChannel.optional().describe(`how the purchase was made; ${channelIfAbsent}`),
});

/** Requests and replies of the endpoints, by name. */
export const purchasesShapes = {
  listOpportunities: {
    params: z.object({ id }),
    reply: listOf(opportunity),
  },
  listOwnOpportunities: {
    reply: listOf(opportunity),
  },
  recordPurchase: {
    query: z.object({ dryRun: flag.optional() }),
    body: offeredPurchase,
    reply: purchaseReceipt,
  },
  simulateEarningRule: {
    body: z
      .object({
        rule: ruleContent.extend({ id: id.optional().describe('the saved rule that the draft replaces') }),
        purchaseId: id.optional().describe('a posted purchase'),
        receipt: offeredPurchase.optional().describe('a purchase as POST /purchases takes it'),
        days: z
          .int()
          .min(1)
          .max(mostBackTestDays)
          .optional()
          .describe('a back-test: all purchases of today and so many days before'),
      })
      .superRefine(({ purchaseId, receipt, days }, context) => {
        if ([purchaseId, receipt, days].filter((given) => given !== undefined).length === 1) return;
        for (const name of ['purchaseId', 'receipt', 'days'])
          context.addIssue({ code: 'custom', message: 'one of purchaseId, receipt and days', path: [name] });
      }),
    reply: receiptTrial,
    waits: backTest,
  },
  getPurchase: {
    params: z.object({ id }),
    reply: purchase,
  },
  listPurchases: {
    query: listQuery.extend({
      member: id.optional(),
      location: z.string().max(60).optional(),
      receipt: receiptNumber.optional(),
      from: instant.optional(),
      to: instant.optional(),
      anonymous: flag.optional(),
      ...sortedBy('purchased', 'gross', 'points'),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(purchaseRow),
  },
  returnPurchase: {
    params: z.object({ id }),
    body: z.object({
      lines: z
        .array(z.object({ line: z.int().min(0).max(999), quantity: quantity.positive() }))
        .min(1)
        .max(1000),
      receipt: receipt.optional(),
      returnedAt: instant.optional(),
      reason: personal(prose(200)).optional(),
    }),
    reply: returnReply,
  },
  reverseReturn: {
    params: z.object({ id }),
    body: z.object({ reason: personal(prose(200)) }),
    reply: returnReversal,
  },
  listLargeReturns: {
    query: listQuery,
    reply: listOf(largeReturn).extend({
      limit: z.int().nullable().describe('limit in points; null: there is no limit'),
    }),
  },
  claimPurchase: {
    body: z.object({ location: text(60), number: personal(receiptNumber), date, total: amount }),
    reply: purchaseReceipt,
  },
  assignPurchase: {
    params: z.object({ id }),
    body: z.object({ memberId: id }),
    reply: purchaseReceipt,
  },
};
