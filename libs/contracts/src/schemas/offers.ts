import { z } from 'zod';
import {
  largestHeldOut,
  largestOfferPlace,
  longestOfferReason,
  mostLiveOffers,
  offerActivations,
  offerStates,
} from '../endpoints/offers.ts';
import { condition } from './conditions.ts';
import { discountUses, usesCurrency } from './coupons/discount-uses.ts';
import { ownDiscount } from './coupons/own-discount.ts';
import { budgetSpent, discountTerms } from './coupons/terms.ts';
import { names, proseTexts } from './names.ts';
import { pictureKey } from './rewards.ts';
import {
  amount,
  currency,
  id,
  instant,
  listOf,
  listQuery,
  patchOf,
  readableListOf,
  texts,
} from './values.ts';

const audience = condition
  .nullable()
  .describe('which members get it, as a condition on a member; null for all');

const content = z.object({
  name: names(80),
  description: proseTexts(300).nullable().default(null).describe('the small print'),
  reason: names(longestOfferReason)
    .nullable()
    .default(null)
    .describe('why members get it, in words to them: `because you are Gold`'),
  picture: pictureKey.default('gift'),
  ...discountTerms,
  audience: audience.default(null),
  activation: z
    .enum(offerActivations)
    .default('by-member')
    .describe('whether members activate it, or it counts at the till by itself'),
  heldOut: z
    .int()
    .min(0)
    .max(largestHeldOut)
    .default(0)
    .describe('percent of the audience that does not get it, to compare with'),
  place: z
    .int()
    .min(0)
    .max(largestOfferPlace)
    .default(100)
    .describe(
      'members see offers with a smaller number first; with the same number those for an audience before those for everyone, then those that end first',
    ),
});

export const offer = content
  .extend({
    id,
    version: z.int(),
    state: z.enum(offerStates),
    name: texts(80),
    description: texts(300).nullable(),
    reason: texts(longestOfferReason).nullable(),
    figures: z.object({
      offered: z.int().describe('members who met it'),
      heldOut: z.int().describe('members who would have met it, but are held out'),
      seen: z.int().describe('members, of those who allow tracking'),
      opened: z.int().describe('members, of those who allow tracking'),
      activated: z.int().describe('members who have it activated now, or used it'),
      redeemed: z.int().describe('times, without what was returned as a whole'),
      held: z.int().describe('times, by checkouts that are reserved now'),
      budgetSpent,
    }),
    updatedAt: instant,
  })
  .meta({ id: 'Offer' });

export type Offer = z.infer<typeof offer>;

const performancePart = z.object({
  members: z.int().describe('members today who met it, or would have'),
  buyers: z.int().describe('of them, with a purchase since then'),
  purchases: z.int(),
  revenue: z.int().describe('of these purchases, less returns'),
  revenuePerMember: z.number().describe('in minor units, to a hundredth'),
});

const performanceDifference = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe(
    'of the revenue of a member who met it to that of one who is held out, with the 95 % interval of Welch',
  );

export const offerPerformance = z
  .object({
    heldOut: z
      .int()
      .describe('percent of the audience; members who met it with another share are not compared'),
    until: instant.describe('now, or when the offer ended'),
    running: z.boolean(),
    currency: usesCurrency,
    uses: discountUses,
    parts: z.object({ offered: performancePart, heldOut: performancePart }),
    enough: z
      .boolean()
      .describe('false: each part needs 30 members with a purchase before a difference says something'),
    difference: performanceDifference,
    differenceBefore: performanceDifference.describe(
      'the same over the same length of time before each member met it: the parts should not differ',
    ),
  })
  .meta({ id: 'OfferPerformance' });

export type OfferPerformance = z.infer<typeof offerPerformance>;

const offerPrice = z
  .object({
    currency,
    normal: amount.describe('what a piece costs without the offer; a kilogram for goods sold by weight'),
    reduced: amount.describe('what it costs with the offer'),
    lowest30Days: amount
      .nullable()
      .describe('the lowest price of the 30 days before the offer was announced; null if we do not know it'),
    strikable: z
      .boolean()
      .describe(
        'whether an earlier price may be struck beside the reduced one: then only `lowest30Days`, named as what it is',
      ),
  })
  .nullable()
  .meta({ id: 'OfferPrice' })
  .describe(
    'of an offer that is about one product with one price wherever it counts, and asks for nothing else; otherwise null',
  );

export type OfferPrice = NonNullable<z.infer<typeof offerPrice>>;

const ownOffer = ownDiscount
  .extend({
    price: offerPrice,
    personal: z.boolean().describe('only some members get it, so its price is a personal one'),
    reason: texts(longestOfferReason).nullable(),
    activation: z.enum(offerActivations),
    state: z
      .enum(['to-activate', 'ready', 'used'])
      .describe('`ready`: it counts at the till by itself. `used`: as often as possible, or it is over'),
    activatedAt: instant.nullable(),
  })
  .meta({ id: 'OwnOffer' });

export type OwnOffer = z.infer<typeof ownOffer>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const offersShapes = {
  listOffers: {
    query: listQuery,
    reply: readableListOf(offer),
  },
  createOffer: {
    body: content.extend({ state: z.enum(['draft', 'live']).default('draft') }),
    reply: offer,
  },
  countOfferAudience: {
    body: z.object({ audience }),
    reply: z.object({ members: z.int(), of: z.int().describe('all active members') }),
  },
  exampleOfOfferPrice: {
    body: z.object({
      effect: discountTerms.effect,
      on: discountTerms.on,
      nth: discountTerms.nth,
      atMost: discountTerms.atMost,
      minimumSpend: discountTerms.minimumSpend,
      locations: discountTerms.locations,
      channels: discountTerms.channels,
      startsAt: instant.nullable().default(null).describe('now if null'),
    }),
    reply: z.object({ price: offerPrice }),
  },
  getOffer: {
    params,
    reply: offer,
  },
  updateOffer: {
    params,
    body: patchOf(content.extend({ state: z.enum(offerStates) })),
    reply: offer,
  },
  getOfferPerformance: {
    params,
    reply: offerPerformance,
  },
  listOwnOffers: {
    query: z.object({
      at: z.enum(['page', 'home']).default('page').describe('where I meet them; kept with the first time'),
    }),
    reply: listOf(ownOffer),
  },
  seeOffers: {
    body: z.object({ offers: z.array(id).min(1).max(mostLiveOffers) }),
  },
  openOffer: {
    params,
  },
  activateOffer: {
    params,
    reply: ownOffer,
  },
  deactivateOffer: {
    params,
    reply: ownOffer,
  },
};
