import { z } from 'zod';
import { currency, date, listQuery, listOf } from './values.ts';

const mostUnits = 1_000_000;

export const exchangeRate = z
  .object({
    currency,
    from: date.describe("applies to purchases from this day (in the club's time zone) until the next rate"),
    rate: z
      .string()
      .regex(/^\d{1,7}(?:\.\d{1,9})?$/, { error: 'decimal with at most nine places, as text', abort: true })
      .refine((rate) => Number(rate) > 0 && Number(rate) <= mostUnits, 'above zero and at most a million')
      .describe('units of the reporting currency for one unit of this currency: "0.0397"'),
  })
  .meta({ id: 'ExchangeRate' });

export type ExchangeRate = z.infer<typeof exchangeRate>;

/** Requests and replies of the endpoints, by name. */
export const exchangeRatesShapes = {
  listExchangeRates: {
    query: listQuery,
    reply: listOf(exchangeRate),
  },
  putExchangeRate: {
    body: exchangeRate,
    reply: exchangeRate,
  },
  removeExchangeRate: {
    params: z.object({ currency, from: date }),
  },
};
