import { staff, endpoint, managers } from './endpoint.ts';

export const listEarningRules = endpoint('listEarningRules', {
  method: 'GET',
  path: '/earning-rules',
  tag: 'Earning rules',
  summary: 'List earning rules',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const createEarningRule = endpoint('createEarningRule', {
  method: 'POST',
  path: '/earning-rules',
  tag: 'Earning rules',
  summary: 'Create a draft rule',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getEarningRule = endpoint('getEarningRule', {
  method: 'GET',
  path: '/earning-rules/{id}',
  tag: 'Earning rules',
  summary: 'Get an earning rule',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const updateEarningRule = endpoint('updateEarningRule', {
  method: 'PATCH',
  path: '/earning-rules/{id}',
  tag: 'Earning rules',
  summary: 'Update a rule; creates a new version',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const listRuleVersions = endpoint('listRuleVersions', {
  method: 'GET',
  path: '/earning-rules/{id}/versions',
  tag: 'Earning rules',
  summary: "List a rule's versions, newest first",
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

/** Two years and a day. */
export const mostBackTestDays = 731;

const backTesting = { roles: managers, scope: ['club:read', 'purchases:read'], reach: 'club' } as const;

export const listBackTests = endpoint('listBackTests', {
  method: 'GET',
  path: '/back-tests',
  tag: 'Earning rules',
  summary: 'List back-tests, newest first',
  access: backTesting,
});

export const getBackTest = endpoint('getBackTest', {
  method: 'GET',
  path: '/back-tests/{id}',
  tag: 'Earning rules',
  summary: 'Get a back-test, its progress and its result',
  access: backTesting,
});

export const cancelBackTest = endpoint('cancelBackTest', {
  method: 'POST',
  path: '/back-tests/{id}/cancel',
  tag: 'Earning rules',
  summary: 'Cancel a back-test',
  access: backTesting,
  wallet: 'none',
});
