import { staff, endpoint, managers } from './endpoint.ts';

export const listRewards = endpoint('listRewards', {
  method: 'GET',
  path: '/rewards',
  tag: 'Rewards',
  summary: 'List rewards in all states',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const createReward = endpoint('createReward', {
  method: 'POST',
  path: '/rewards',
  tag: 'Rewards',
  summary: 'Add a reward',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getReward = endpoint('getReward', {
  method: 'GET',
  path: '/rewards/{id}',
  tag: 'Rewards',
  summary: 'Get a reward',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const updateReward = endpoint('updateReward', {
  method: 'PATCH',
  path: '/rewards/{id}',
  tag: 'Rewards',
  summary: 'Update a reward; creates a new version',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const listOwnRewards = endpoint('listOwnRewards', {
  method: 'GET',
  path: '/me/rewards',
  tag: 'Own view',
  summary: 'List the rewards I can redeem: affordable ones first, then the nearest',
  access: { roles: ['member'], reach: 'own' },
});

export const listMemberRewards = endpoint('listMemberRewards', {
  method: 'GET',
  path: '/members/{id}/rewards',
  tag: 'Rewards',
  summary: 'List the rewards that a member can redeem: affordable ones first, then the nearest',
  // Tills show it for anyone who buys, also for who never bought at this location.
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const redeemReward = endpoint('redeemReward', {
  method: 'POST',
  path: '/rewards/{id}/redemptions',
  tag: 'Rewards',
  summary: 'Redeem a reward; members redeem for themselves',
  access: { roles: ['member', ...staff], scope: 'rewards:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  wallet: 'named',
});

export const cancelRedemption = endpoint('cancelRedemption', {
  method: 'POST',
  path: '/redemptions/{id}/cancel',
  tag: 'Rewards',
  summary: 'Cancel a redemption while the voucher is unused; returns the points',
  access: { roles: ['member', ...staff], scope: 'rewards:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  wallet: 'redemption',
});

export const listOwnVouchers = endpoint('listOwnVouchers', {
  method: 'GET',
  path: '/me/vouchers',
  tag: 'Own view',
  summary: 'List my vouchers, unused first',
  access: { roles: ['member'], reach: 'own' },
});

export const listMemberVouchers = endpoint('listMemberVouchers', {
  method: 'GET',
  path: '/members/{id}/vouchers',
  tag: 'Rewards',
  summary: "List a member's vouchers",
  access: { roles: managers, scope: 'rewards:read', reach: 'member' },
});

export const getVoucher = endpoint('getVoucher', {
  method: 'GET',
  path: '/vouchers/{code}',
  tag: 'Rewards',
  summary: 'Look up a voucher',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const useVoucher = endpoint('useVoucher', {
  method: 'POST',
  path: '/vouchers/{code}/use',
  tag: 'Rewards',
  summary: 'Use a voucher; works only once',
  access: { roles: staff, scope: 'rewards:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'none',
});
