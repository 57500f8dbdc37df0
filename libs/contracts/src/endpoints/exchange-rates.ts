import { managers, endpoint } from './endpoint.ts';

export const listExchangeRates = endpoint('listExchangeRates', {
  method: 'GET',
  path: '/club/exchange-rates',
  tag: 'Club',
  summary: 'What other currencies are worth in the reporting currency, newest first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const putExchangeRate = endpoint('putExchangeRate', {
  method: 'PUT',
  path: '/club/exchange-rates',
  tag: 'Club',
  summary: 'Set the rate of a currency from a day on. Purchases that had none get it; others keep theirs',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
});

export const removeExchangeRate = endpoint('removeExchangeRate', {
  method: 'DELETE',
  path: '/club/exchange-rates/{currency}/{from}',
  tag: 'Club',
  summary: 'Remove a rate. Purchases that were booked by it keep it',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
});
