import { staff, endpoint, managers } from './endpoint.ts';

/** One receipt can be written in several ways: this is how its number is stored and compared. Case matters. */
export const canonicalReceipt = (written: string): string =>
  isPlain.test(written)
    ? written
    : written
        .normalize('NFKC')
        .replaceAll(/\p{Cf}/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim();

/** As nearly all tills write them. */
const isPlain = /^[!-~]+$/;

export const recordPurchase = endpoint('recordPurchase', {
  method: 'POST',
  path: '/purchases',
  tag: 'Purchases',
  summary: 'Post a purchase; ?dryRun=true previews it',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'named',
});

export const simulateEarningRule = endpoint('simulateEarningRule', {
  method: 'POST',
  path: '/earning-rules/simulate',
  tag: 'Earning rules',
  summary:
    'Try a draft rule on one receipt and compare it with the live rules (limits of a day or longer count as unused), or on past purchases: a back-test, answered with 202',
  access: { roles: managers, scope: ['club:read', 'purchases:read'], reach: 'location' },
  wallet: 'none',
});

export const listOpportunities = endpoint('listOpportunities', {
  method: 'GET',
  path: '/members/{id}/opportunities',
  tag: 'Earning rules',
  summary: 'List what a member can earn points for now, and what is missing for the rest',
  // Tills show it for anyone who buys, also for who never bought at this location.
  access: { roles: staff, scope: 'points:read', reach: 'anywhere' },
});

export const listOwnOpportunities = endpoint('listOwnOpportunities', {
  method: 'GET',
  path: '/me/opportunities',
  tag: 'Own view',
  summary: 'List what I can earn points for now, and what is missing for the rest',
  access: { roles: ['member'], reach: 'own' },
});

export const getPurchase = endpoint('getPurchase', {
  method: 'GET',
  path: '/purchases/{id}',
  tag: 'Purchases',
  summary: 'Get a purchase; members see their own',
  access: { roles: ['member', ...staff], scope: 'purchases:read', reach: 'location' },
});

export const listPurchases = endpoint('listPurchases', {
  method: 'GET',
  path: '/purchases',
  tag: 'Purchases',
  summary: 'List purchases, newest first',
  access: { roles: staff, scope: 'purchases:read', reach: 'location' },
});

export const returnPurchase = endpoint('returnPurchase', {
  method: 'POST',
  path: '/purchases/{id}/returns',
  tag: 'Purchases',
  summary: 'Return goods',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'purchase',
});

export const reverseReturn = endpoint('reverseReturn', {
  method: 'POST',
  path: '/returns/{id}/reverse',
  tag: 'Purchases',
  summary: 'Take back a mistaken return; the number of its receipt stays used',
  access: { roles: managers, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'return',
});

export const listLargeReturns = endpoint('listLargeReturns', {
  method: 'GET',
  path: '/large-returns',
  tag: 'Purchases',
  summary: 'List returns that took back more points than one person may adjust; they never wait for approval',
  access: { roles: managers, scope: 'purchases:read', reach: 'location' },
});

export const claimPurchase = endpoint('claimPurchase', {
  method: 'POST',
  path: '/purchases/claims',
  tag: 'Purchases',
  summary: 'Claim a past purchase with its receipt',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  idempotent: true,
  wallet: 'own',
});

export const assignPurchase = endpoint('assignPurchase', {
  method: 'POST',
  path: '/purchases/{id}/assign',
  tag: 'Purchases',
  summary: 'Assign a purchase without a member to a member, within the time in which members can claim it',
  access: { roles: managers, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'named',
});
