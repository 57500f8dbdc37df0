import { managers, endpoint, staff } from './endpoint.ts';

export const getMemberPoints = endpoint('getMemberPoints', {
  method: 'GET',
  path: '/members/{id}/points',
  tag: 'Points',
  summary: "Get a member's balance as of now",
  access: { roles: managers, scope: 'points:read', reach: 'member' },
});

export const getOwnPoints = endpoint('getOwnPoints', {
  method: 'GET',
  path: '/me/points',
  tag: 'Own view',
  summary: 'Get my points',
  access: { roles: ['member'], reach: 'own' },
});

export const listPointsEntries = endpoint('listPointsEntries', {
  method: 'GET',
  path: '/members/{id}/points/entries',
  tag: 'Points',
  summary: "List a member's journal entries, newest first",
  access: { roles: managers, scope: 'points:read', reach: 'member' },
});

export const listOwnActivity = endpoint('listOwnActivity', {
  method: 'GET',
  path: '/me/activity',
  tag: 'Own view',
  summary: 'List my points activity, newest first',
  access: { roles: ['member'], reach: 'own' },
});

export const adjustPoints = endpoint('adjustPoints', {
  method: 'POST',
  path: '/members/{id}/points/adjustments',
  tag: 'Points',
  summary: "Adjust points, with a reason; adjustments above the club's limit need a second person",
  access: { roles: managers, scope: 'points:write', reach: 'member' },
  status: 201,
  idempotent: true,
  wallet: 'member',
});

export const redeemPoints = endpoint('redeemPoints', {
  method: 'POST',
  path: '/members/{id}/points/redemptions',
  tag: 'Points',
  summary: 'Redeem points without a reward',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  wallet: 'member',
});

export const holdPoints = endpoint('holdPoints', {
  method: 'POST',
  path: '/members/{id}/points/holds',
  tag: 'Points',
  summary: 'Reserve points for a limited time',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  wallet: 'member',
});

export const captureHold = endpoint('captureHold', {
  method: 'POST',
  path: '/points/holds/{id}/capture',
  tag: 'Points',
  summary: 'Redeem held points',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  wallet: 'hold',
});

export const releaseHold = endpoint('releaseHold', {
  method: 'POST',
  path: '/points/holds/{id}/release',
  tag: 'Points',
  summary: 'Release held points',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  wallet: 'hold',
});

export const reverseTransaction = endpoint('reverseTransaction', {
  method: 'POST',
  path: '/points/transactions/{id}/reverse',
  tag: 'Points',
  summary: 'Reverse a transaction',
  access: { roles: managers, scope: 'points:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'transaction',
});
