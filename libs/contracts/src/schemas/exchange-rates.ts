import { z } from 'zod';
import { currency, date, listQuery, listOf } from './values.ts';

const mostUnits = 1_000_000;

export const exchangeRate = z
  .object({
    currency,
    from: date.describe(
      'holds for purchases from this day on, in the calendar of the club, until the next one',
    ),
    rate: z
      .string()
      .regex(/^\d{1,7}(?:\.\d{1,9})?$/, { error: 'a decimal with at most nine places, as text', abort: true })
      .refine((rate) => Number(rate) > 0 && Number(rate) <= mostUnits, 'above zero, at most a million')
      .describe('units of the reporting currency for one unit of this currency: "0.0397"'),
  })
  .meta({ id: 'ExchangeRate' });

export type ExchangeRate = z.infer<typeof exchangeRate>;

/** What the endpoints take and answer, by their names. */
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
