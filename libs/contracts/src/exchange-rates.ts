import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { currency, date, listOf, listQuery } from './values.ts';

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

export const listExchangeRates = endpoint({
  method: 'GET',
  path: '/club/exchange-rates',
  tag: 'Club',
  summary: 'What other currencies are worth in the reporting currency, newest first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
  query: listQuery,
  reply: listOf(exchangeRate),
});
export const putExchangeRate = endpoint({
  method: 'PUT',
  path: '/club/exchange-rates',
  tag: 'Club',
  summary: 'Set the rate of a currency from a day on. Purchases that had none get it; others keep theirs',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  body: exchangeRate,
  reply: exchangeRate,
});
export const removeExchangeRate = endpoint({
  method: 'DELETE',
  path: '/club/exchange-rates/{currency}/{from}',
  tag: 'Club',
  summary: 'Remove a rate. Purchases that were booked by it keep it',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  params: z.object({ currency, from: date }),
  status: 204,
});
