import { endpoint, managers } from './endpoint.ts';

export const listProductPrices = endpoint('listProductPrices', {
  method: 'GET',
  path: '/products/{id}/prices',
  tag: 'Club',
  summary: 'List the prices of a product since they are kept, newest first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const putProductPrice = endpoint('putProductPrice', {
  method: 'PUT',
  path: '/products/{id}/prices',
  tag: 'Club',
  summary:
    'Set what a product costs from now on at one location or through one channel. A location counts more than a channel, and both together most',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const getLowestPrice = endpoint('getLowestPrice', {
  method: 'GET',
  path: '/products/{id}/lowest-price',
  tag: 'Club',
  summary: 'Get the lowest price of the last 30 days before a reduction is announced',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});
