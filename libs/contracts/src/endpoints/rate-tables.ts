import { endpoint, managers, staff } from './endpoint.ts';

/** Rows of one version. */
export const mostRates = 100_000;
export const mostRateTables = 50;
/** Bytes of a file of rates. The portal passes on forms of 4 MB. */
export const largestRateFile = 3_500_000;
/** Points per whole unit of money, with at most three decimals. */
export const highestRate = 10_000;

export const listRateTables = endpoint('listRateTables', {
  method: 'GET',
  path: '/rate-tables',
  tag: 'Rate tables',
  summary: 'List rate tables: points per money by article and location, for rules, by name',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const createRateTable = endpoint('createRateTable', {
  method: 'POST',
  path: '/rate-tables',
  tag: 'Rate tables',
  summary: 'Add a rate table without rates',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getRateTable = endpoint('getRateTable', {
  method: 'GET',
  path: '/rate-tables/{id}',
  tag: 'Rate tables',
  summary: 'Get a rate table, its latest versions, and the rules that use it',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const updateRateTable = endpoint('updateRateTable', {
  method: 'PATCH',
  path: '/rate-tables/{id}',
  tag: 'Rate tables',
  summary: 'Rename a rate table',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const removeRateTable = endpoint('removeRateTable', {
  method: 'DELETE',
  path: '/rate-tables/{id}',
  tag: 'Rate tables',
  summary: 'Remove a rate table that no rule uses',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});

export const addRateVersion = endpoint('addRateVersion', {
  method: 'POST',
  path: '/rate-tables/{id}/versions',
  tag: 'Rate tables',
  summary:
    'Add a version from a CSV file with a header: `points`, and `sku` or `location` or both. `*` or an empty location means all. All or nothing: errors name their line',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  bytes: 'text/csv',
  status: 201,
  wallet: 'none',
});

export const withdrawRateVersion = endpoint('withdrawRateVersion', {
  method: 'DELETE',
  path: '/rate-tables/{id}/versions/{number}',
  tag: 'Rate tables',
  summary: 'Withdraw a version that has not begun',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});

export const listRates = endpoint('listRates', {
  method: 'GET',
  path: '/rate-tables/{id}/versions/{number}/rates',
  tag: 'Rate tables',
  summary: 'List the rates of a version, by article number',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const downloadRates = endpoint('downloadRates', {
  method: 'GET',
  path: '/rate-tables/{id}/versions/{number}/file',
  tag: 'Rate tables',
  summary: 'Download the rates of a version as CSV, which can be sent back',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
  stream: 'text/csv',
});
