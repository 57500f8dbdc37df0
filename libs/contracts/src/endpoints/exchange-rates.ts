import { managers, endpoint } from './endpoint.ts';

export const listExchangeRates = endpoint('listExchangeRates', {
  method: 'GET',
  path: '/club/exchange-rates',
  tag: 'Club',
  summary: 'List exchange rates to the reporting currency, newest first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const putExchangeRate = endpoint('putExchangeRate', {
  method: 'PUT',
  path: '/club/exchange-rates',
  tag: 'Club',
  summary: 'Set an exchange rate from a day on. Purchases without a rate get it; others keep theirs',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const removeExchangeRate = endpoint('removeExchangeRate', {
  method: 'DELETE',
  path: '/club/exchange-rates/{currency}/{from}',
  tag: 'Club',
  summary: 'Remove an exchange rate. Purchases converted at this rate keep it',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});
