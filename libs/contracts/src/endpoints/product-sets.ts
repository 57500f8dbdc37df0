import { endpoint, managers, staff } from './endpoint.ts';

/** Article numbers of one set. */
export const mostSkusOfSet = 100_000;
export const mostProductSets = 2000;
/** Bytes of a file of article numbers. The portal passes on forms of 4 MB. */
export const largestSkuFile = 3_500_000;

export const listProductSets = endpoint('listProductSets', {
  method: 'GET',
  path: '/product-sets',
  tag: 'Product sets',
  summary: 'List product sets: named lists of article numbers (SKUs) for conditions, by name',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const createProductSet = endpoint('createProductSet', {
  method: 'POST',
  path: '/product-sets',
  tag: 'Product sets',
  summary: 'Add an empty product set',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getProductSet = endpoint('getProductSet', {
  method: 'GET',
  path: '/product-sets/{id}',
  tag: 'Product sets',
  summary: 'Get a product set and what uses it',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const updateProductSet = endpoint('updateProductSet', {
  method: 'PATCH',
  path: '/product-sets/{id}',
  tag: 'Product sets',
  summary: 'Rename a product set',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const removeProductSet = endpoint('removeProductSet', {
  method: 'DELETE',
  path: '/product-sets/{id}',
  tag: 'Product sets',
  summary: 'Remove a product set that nothing uses',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});

export const listProductSetSkus = endpoint('listProductSetSkus', {
  method: 'GET',
  path: '/product-sets/{id}/skus',
  tag: 'Product sets',
  summary: 'List the article numbers of a product set, in order',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const putProductSetSkus = endpoint('putProductSetSkus', {
  method: 'PUT',
  path: '/product-sets/{id}/skus',
  tag: 'Product sets',
  summary:
    'Replace the article numbers with those of a CSV file: one column, or the column `sku` of its header. All or nothing: errors name their line',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  bytes: 'text/csv',
  wallet: 'none',
});

export const downloadProductSet = endpoint('downloadProductSet', {
  method: 'GET',
  path: '/product-sets/{id}/file',
  tag: 'Product sets',
  summary: 'Download the article numbers of a product set as CSV, which can be sent back',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
  stream: 'text/csv',
});
