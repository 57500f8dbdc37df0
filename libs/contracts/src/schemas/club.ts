import { z } from 'zod';
import { mostDiscountsPerCart } from '../endpoints/checkouts.ts';
import { mostSurveyRestDays } from '../endpoints/surveys.ts';
import { longestDiscountReason, mostDiscountReasons } from '../endpoints/manual-discounts.ts';
import { cardNumbering } from './card-numbering.ts';
import { interestKeys, interestList, interestPreview } from './interests.ts';
import { name, names } from './names.ts';
import { personal } from './privacy.ts';
import { country, timeZone } from './places.ts';
import { pricedChannel } from './product-prices.ts';
import { lineKind } from './purchases.ts';
import { pictureKey } from './rewards.ts';
import {
  language,
  currency,
  patchOf,
  code,
  id,
  listQuery,
  listOf,
  nameOrNames,
  sortedBy,
  amount,
  prose,
  text,
  flag,
} from './values.ts';

export const expiryPolicy = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('rolling-months'), months: z.int().min(1).max(120) }),
    z.object({ kind: z.literal('rolling-days'), days: z.int().min(1).max(3650) }),
    z.object({ kind: z.literal('fixed-date'), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
    z.object({ kind: z.literal('inactivity'), months: z.int().min(1).max(120) }),
  ])
  .meta({ id: 'ExpiryPolicy' });

/** The least and the most months or days of a period; none where the kind says how long it is. */
const qualifyingLengths = {
  'calendar-year': [0, 0],
  'membership-year': [0, 0],
  'rolling-12-months': [0, 0],
  'rolling-months': [1, 120],
  'rolling-days': [7, 3650],
} as const;

/** The periods in which tiers can count; whether they end on a day, or are over every day. */
export const periodsWithEnd = {
  'calendar-year': true,
  'membership-year': true,
  'rolling-12-months': false,
  'rolling-months': false,
  'rolling-days': false,
} as const;

export const qualifyingPeriod = z.enum([
  'calendar-year',
  'membership-year',
  'rolling-12-months',
  'rolling-months',
  'rolling-days',
]);
export const statusBase = z.enum(['points', 'spend', 'visits', 'balance']);

interface TierTerms {
  readonly qualifyingPeriod?: z.infer<typeof qualifyingPeriod> | undefined;
  readonly qualifyingLength?: number | null | undefined;
  readonly statusBase?: z.infer<typeof statusBase> | undefined;
}

/** What does not fit together: a length that the period lacks, or a base for which it needs an end. */
export function refuseMisfits(
  { qualifyingPeriod, qualifyingLength, statusBase }: TierTerms,
  context: Pick<z.RefinementCtx, 'addIssue'>,
): void {
  if (qualifyingPeriod === undefined) return;
  const [least, most] = qualifyingLengths[qualifyingPeriod];
  const length = qualifyingLength ?? 0;
  if (most > 0 && (length < least || length > most))
    context.addIssue({ code: 'custom', path: ['qualifyingLength'], message: `from ${least} to ${most}` });
  // A rolling period ends every day: a member who redeems would fall on the next one.
  if (statusBase === 'balance' && !periodsWithEnd[qualifyingPeriod])
    context.addIssue({
      code: 'custom',
      path: ['qualifyingPeriod'],
      message: 'with the base `balance`, a period with an end',
    });
}

export const pointsPolicy = z
  .object({
    base: z.enum(['gross', 'net']),
    discounts: z.enum(['before', 'after']).describe('earn points on the price before or after discounts'),
    pendingDays: z.int().min(0).max(365),
    expiry: expiryPolicy,
    returns: z.enum(['debt', 'within-balance']),
    reinstatementDays: z.int().min(0).max(365),
    pointValue: z
      .int()
      .min(0)
      .max(100_000)
      .describe('value per point in thousandths of a minor unit of the reporting currency'),
    priceBoundPercent: z
      .number()
      .min(0)
      .max(100)
      .multipleOf(0.01)
      .nullable()
      .optional()
      .describe(
        'the most that price-bound goods may earn, in percent of their price at the value of a point; 2 if absent, null for no limit',
      ),
    qualifyingPeriod: qualifyingPeriod.describe(
      'when what counts for tiers begins and ends; `membership-year`: each member has an own year from the local day of joining',
    ),
    qualifyingLength: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .optional()
      .describe('months (1–120) or days (7–3650) of a rolling period'),
    statusBase: statusBase
      .optional()
      .describe(
        'what decides tiers: status credit (points of rules that count towards it, or one for each whole unit of the reporting currency that was spent), local days with a purchase, or the points that can be spent, for which the period needs an end; `points` if absent',
      ),
    tierDowngrade: z
      .enum(['to-earned', 'one-step'])
      .optional()
      .describe('how far a tier falls when its period is over; `to-earned` if absent'),
    tierReturns: z
      .enum(['keep', 'lower'])
      .optional()
      .describe('whether a return can lower the tier that its purchase reached; `keep` if absent'),
    tierNoticeDays: z
      .int()
      .min(0)
      .max(90)
      .optional()
      .describe('how many days before a tier falls its member is told; 0, or absent: not at all'),
  })
  .superRefine(refuseMisfits)
  .meta({ id: 'PointsPolicy' });

export type PointsPolicy = z.infer<typeof pointsPolicy>;

const price = z.object({ amount, currency });

const tillSettings = z
  .object({
    askAbove: z
      .array(price)
      .max(20)
      .describe('the till asks again above such a typed amount; a currency without one has a default'),
    categoryNames: z
      .array(z.object({ category: text(100), names: names(100) }))
      .max(200)
      .describe('names of product categories in the languages of the club'),
  })
  .meta({ id: 'TillSettings' });

export type TillSettings = z.infer<typeof tillSettings>;

const pointsPayment = z
  .object({
    points: z.int().min(1).max(1_000_000).describe('so many points are worth `amounts`'),
    amounts: z
      .array(z.object({ amount: amount.min(1), currency }))
      .min(1)
      .max(20)
      .describe('in each currency in which members may pay with points'),
    least: z.int().min(1).max(10_000_000).describe('the fewest points of a payment'),
    step: z.int().min(1).max(1_000_000).describe('points are paid in multiples of this'),
    percent: z
      .number()
      .min(0.01)
      .max(100)
      .multipleOf(0.01)
      .describe('the most of the goods that may be paid with points'),
    backFirst: z.enum(['points', 'money']).describe('what a return gives back first'),
  })
  .meta({ id: 'PointsPayment' });

export type PointsPaymentSettings = z.infer<typeof pointsPayment>;

const mostPercent = z.number().min(0).max(100).multipleOf(0.01);

const manualDiscounts = z
  .object({
    cashierPercent: mostPercent.describe('the most that a cashier may take off a line; 0: nothing'),
    managerPercent: mostPercent.describe('the same for managers and API keys'),
    reasons: z
      .array(prose(longestDiscountReason).min(1))
      .max(mostDiscountReasons)
      .describe('reasons to choose from, in the words of the team; members read them on their receipt'),
    otherReasons: z.boolean().describe('whether other reasons may be written'),
    sumsByPerson: z
      .boolean()
      .default(false)
      .describe('whether managers see how much each person took off, for 30 days at most'),
  })
  .meta({ id: 'ManualDiscountSettings' });

export type ManualDiscountSettings = z.infer<typeof manualDiscounts>;

const fields = z.object({
  name: name(80),
  accent: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'colour as #rrggbb'),
  languages: z.array(language).min(1),
  timeZone,
  reportingCurrency: currency,
  points: pointsPolicy,
  till: tillSettings,
  pointsPayment: pointsPayment.nullable().describe('how members pay with points; null: they cannot'),
  manualDiscounts: manualDiscounts
    .nullable()
    .describe('how the team takes something off prices by hand; null: nobody does'),
  discountsPerCart: z
    .int()
    .min(1)
    .max(mostDiscountsPerCart)
    .describe('how many coupons, offers and discounts by hand count together in one cart'),
  country: country.nullable().describe('of phone numbers without one; by the time zone if null'),
  surveyRestDays: z
    .int()
    .min(1)
    .max(mostSurveyRestDays)
    .describe('a member is asked for one survey in so many days'),
  interests: interestList,
  cards: cardNumbering,
});

/** The club's name and look, without the settings of points and till. */
export const clubLook = fields.omit({
  points: true,
  till: true,
  pointsPayment: true,
  manualDiscounts: true,
  discountsPerCart: true,
  country: true,
  surveyRestDays: true,
  interests: true,
  cards: true,
});

export const club = fields
  .extend({
    name: z.string(),
    version: z.int(),
    demo: z.boolean(),
    logo: z
      .string()
      .nullable()
      .describe('URL of the logo, which changes with each picture; null if there is none'),
  })
  .meta({ id: 'Club' });

export type Club = z.infer<typeof club>;

const logoShape = z.enum(['mail', 'icon-192', 'icon-512', 'maskable-512']);

export type LogoShape = z.infer<typeof logoShape>;

/** Replies show stored values, even if they are older than a rule. */
const asStored = {
  id,
  version: z.int(),
  name: z.string().describe("in the language of Accept-Language, else in the club's language"),
  nameTexts: z
    .object({ de: z.string().optional(), en: z.string().optional(), cs: z.string().optional() })
    .describe('the name by language'),
};

const taxRate = z.number().min(0).max(100).multipleOf(0.01);

export const locationKind = z.enum(['shop', 'online']);
const locationFields = z.object({
  code,
  name: nameOrNames(120),
  kind: locationKind.default('shop'),
  currency,
  address: prose(300).default(''),
  openingHours: prose(500).default(''),
  taxRates: z
    .array(taxRate)
    .max(10)
    .default([])
    .describe(
      'usual rates of amounts typed at the till; the first one counts unless the cashier chooses another',
    ),
  timeZone: timeZone
    .nullable()
    .default(null)
    .describe('IANA time zone, in which the quiet hours of its regulars lie; null for that of the club'),
  active: z.boolean().default(true),
});

export const location = locationFields
  .extend({ ...asStored, address: z.string(), openingHours: z.string() })
  .meta({ id: 'Location' });

export type Location = z.infer<typeof location>;

const productFields = z.object({
  sku: text(100),
  name: nameOrNames(200),
  category: prose(100).default(''),
  brand: prose(100).default(''),
  kind: lineKind.default('goods'),
  picture: pictureKey.default('bag'),
  prices: z.array(price).max(20).default([]),
  taxRate: taxRate.default(0),
  barcodes: z
    .array(z.string().trim().max(14))
    .max(20)
    .default([])
    .describe('EAN-8, EAN-13, UPC-A or GTIN-14 with a valid check digit; no other product has one of them'),
  priceBound: z
    .boolean()
    .default(false)
    .describe('its price is set by law, as that of books in Germany: it may earn little only'),
  quickKey: z.boolean().default(false).describe("shown on the till's product grid"),
  interests: interestKeys(20),
  active: z.boolean().default(true),
});

export const product = productFields
  .extend({ ...asStored, category: z.string(), brand: z.string() })
  .meta({ id: 'Product' });

export type Product = z.infer<typeof product>;

const productGroup = z.object({ name: z.string(), products: z.int() });

/** Requests and replies of the endpoints, by name. */
export const clubShapes = {
  getClub: { reply: club },
  updateClub: {
    body: patchOf(fields),
    reply: club,
  },
  downloadInterests: {},
  previewInterests: { reply: interestPreview },
  getLogo: {
    query: z.object({
      v: z.string().max(64).optional().describe("as in the club's `logo`"),
      as: logoShape.optional().describe('PNG for e-mails, or square PNG for home screens'),
    }),
  },
  putLogo: { reply: club },
  removeLogo: { reply: club },
  listLocations: {
    query: listQuery.extend(sortedBy('code', 'name', 'kind', 'currency', 'active')),
    reply: listOf(location),
  },
  createLocation: {
    body: locationFields,
    reply: location,
  },
  updateLocation: {
    params: z.object({ id }),
    body: patchOf(locationFields.omit({ code: true })),
    reply: location,
  },
  listProducts: {
    query: listQuery.extend({
      query: personal(z.string().trim().max(100))
        .optional()
        .describe('part of the SKU, category, brand or barcode, or of the name in any language'),
      category: z.string().max(100).optional(),
      barcode: z.string().trim().max(100).optional().describe('as scanned: a barcode, else the SKU'),
      quickKeys: flag.optional(),
      active: flag.optional(),
      location: code.optional().describe('the prices at this location'),
      channel: pricedChannel.optional().describe('the prices through this channel'),
      ...sortedBy('name', 'sku', 'category', 'tax-rate'),
    }),
    reply: listOf(product),
  },
  getProductGroups: {
    reply: z.object({
      categories: z.array(productGroup).describe('at most 1,000, those with most products first'),
      brands: z.array(productGroup).describe('at most 1,000, those with most products first'),
      priceBound: z.int().describe('how many products have a price set by law'),
    }),
  },
  createProduct: {
    body: productFields,
    reply: product,
  },
  updateProduct: {
    params: z.object({ id }),
    body: patchOf(productFields.omit({ sku: true })),
    reply: product,
  },
};
