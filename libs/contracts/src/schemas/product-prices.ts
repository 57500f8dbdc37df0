import { z } from 'zod';
import { channel } from './channels.ts';
import { amount, currency, id, instant, listOf, listQuery } from './values.ts';

/** Through which customers buy. */
export const pricedChannel = channel.exclude(['import']);

const place = {
  locationId: id.nullable().describe('null: at every location'),
  channel: pricedChannel.nullable().describe('null: through every channel'),
};

const placed = {
  locationId: id.nullable().default(null).describe('null: at every location'),
  channel: pricedChannel.nullable().default(null).describe('null: through every channel'),
};

const productPrice = z
  .object({
    ...place,
    currency,
    amount: amount.nullable().describe('null: no price from then on, or none of its own'),
    since: instant,
    orEarlier: z.boolean().describe('the price may be older: nobody kept prices before'),
  })
  .meta({ id: 'ProductPrice' });

export type ProductPrice = z.infer<typeof productPrice>;

const lowestPrice = z
  .object({
    currency,
    amount: amount
      .nullable()
      .describe('null: we do not know all prices of the 30 days, or there was none; then strike no price'),
    from: instant.nullable().describe('the first moment that was looked at'),
    now: amount.nullable().describe('the price of now; null if there is none'),
  })
  .meta({ id: 'LowestPrice' });

export type LowestPrice = z.infer<typeof lowestPrice>;

const where = {
  locationId: id.optional(),
  channel: pricedChannel.optional(),
};

/** Requests and replies of the endpoints, by name. */
export const productPricesShapes = {
  listProductPrices: {
    params: z.object({ id }),
    query: listQuery,
    reply: listOf(productPrice),
  },
  putProductPrice: {
    params: z.object({ id }),
    body: z
      .object({
        ...placed,
        currency,
        amount: amount.nullable().describe('null: the general price counts again'),
      })
      .refine(({ locationId, channel: through }) => locationId !== null || through !== null, {
        message: 'a location or a channel; the general price is part of the product',
        path: ['locationId'],
      }),
    reply: productPrice.extend({
      since: instant.nullable().describe('null: it never had a price of its own'),
    }),
  },
  getLowestPrice: {
    params: z.object({ id }),
    query: z.object({
      ...where,
      currency: currency.optional().describe("the club's reporting currency if absent"),
      at: instant.optional().describe('when a reduction is announced; now if absent'),
    }),
    reply: lowestPrice,
  },
};
