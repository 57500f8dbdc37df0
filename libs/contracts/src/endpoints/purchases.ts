import { staff, endpoint, managers } from './endpoint.ts';

/** One receipt is written in several ways: how its number is kept and compared. Capital and small letters differ. */
export const canonicalReceipt = (written: string): string =>
  written
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

export const recordPurchase = endpoint('recordPurchase', {
  method: 'POST',
  path: '/purchases',
  tag: 'Purchases',
  summary: 'Post a purchase; ?dryRun=true previews it',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
});

export const getPurchase = endpoint('getPurchase', {
  method: 'GET',
  path: '/purchases/{id}',
  tag: 'Purchases',
  summary: 'One purchase; members see their own',
  access: { roles: ['member', ...staff], scope: 'purchases:read', reach: 'location' },
});

export const listPurchases = endpoint('listPurchases', {
  method: 'GET',
  path: '/purchases',
  tag: 'Purchases',
  summary: 'Purchases, newest first',
  access: { roles: staff, scope: 'purchases:read', reach: 'location' },
});

export const returnPurchase = endpoint('returnPurchase', {
  method: 'POST',
  path: '/purchases/{id}/returns',
  tag: 'Purchases',
  summary: 'Take goods back',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
});

export const listLargeReturns = endpoint('listLargeReturns', {
  method: 'GET',
  path: '/large-returns',
  tag: 'Purchases',
  summary: 'Returns that took back more points than one person adjusts; they are listed, never held up',
  access: { roles: managers, scope: 'purchases:read', reach: 'location' },
});

export const claimPurchase = endpoint('claimPurchase', {
  method: 'POST',
  path: '/purchases/claims',
  tag: 'Purchases',
  summary: 'The card was forgotten: claim the purchase of a receipt',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  idempotent: true,
});
