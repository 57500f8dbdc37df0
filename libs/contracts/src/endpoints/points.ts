import { managers, endpoint, staff } from './endpoint.ts';

export const getMemberPoints = endpoint('getMemberPoints', {
  method: 'GET',
  path: '/members/{id}/points',
  tag: 'Points',
  summary: 'Balance of a member, true at this moment',
  access: { roles: managers, scope: 'points:read', reach: 'member' },
});

export const getOwnPoints = endpoint('getOwnPoints', {
  method: 'GET',
  path: '/me/points',
  tag: 'Own view',
  summary: 'My points',
  access: { roles: ['member'], reach: 'own' },
});

export const listPointsEntries = endpoint('listPointsEntries', {
  method: 'GET',
  path: '/members/{id}/points/entries',
  tag: 'Points',
  summary: 'The journal of a member, newest first',
  access: { roles: managers, scope: 'points:read', reach: 'member' },
});

export const listOwnActivity = endpoint('listOwnActivity', {
  method: 'GET',
  path: '/me/activity',
  tag: 'Own view',
  summary: 'What moved my points, newest first',
  access: { roles: ['member'], reach: 'own' },
});

export const adjustPoints = endpoint('adjustPoints', {
  method: 'POST',
  path: '/members/{id}/points/adjustments',
  tag: 'Points',
  summary: 'Add or take points, with a reason; above the limit of the club it waits for a second person',
  access: { roles: managers, scope: 'points:write', reach: 'member' },
  status: 201,
  idempotent: true,
});

export const redeemPoints = endpoint('redeemPoints', {
  method: 'POST',
  path: '/members/{id}/points/redemptions',
  tag: 'Points',
  summary: 'Redeem points without a reward',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
});

export const holdPoints = endpoint('holdPoints', {
  method: 'POST',
  path: '/members/{id}/points/holds',
  tag: 'Points',
  summary: 'Set points aside for a while',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
});

export const captureHold = endpoint('captureHold', {
  method: 'POST',
  path: '/points/holds/{id}/capture',
  tag: 'Points',
  summary: 'Redeem what was held',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
});

export const releaseHold = endpoint('releaseHold', {
  method: 'POST',
  path: '/points/holds/{id}/release',
  tag: 'Points',
  summary: 'Give back what was held',
  access: { roles: staff, scope: 'points:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
});

export const reverseTransaction = endpoint('reverseTransaction', {
  method: 'POST',
  path: '/points/transactions/{id}/reverse',
  tag: 'Points',
  summary: 'Mend a mistake by the reversing transaction',
  access: { roles: managers, scope: 'points:write', reach: 'location' },
  status: 201,
  idempotent: true,
});
