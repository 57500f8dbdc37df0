import { endpoint, managers } from './endpoint.ts';

/** How a friend named the member. */
export const referralWays = ['link', 'till'] as const;

export const referralStates = ['open', 'review', 'paid', 'refused', 'lapsed', 'returned'] as const;

/** Why a member and the friend may be the same person. */
export const referralSigns = ['email', 'phone', 'person', 'browser'] as const;

export const getOwnReferral = endpoint('getOwnReferral', {
  method: 'GET',
  path: '/me/referral',
  tag: 'Referrals',
  summary: 'Get my link for friends, what it brings, and what became of it',
  access: { roles: ['member'], reach: 'own' },
});

export const getReferralCode = endpoint('getReferralCode', {
  method: 'GET',
  path: '/referral-codes/{code}',
  tag: 'Referrals',
  summary: 'Check whether people can join with the code of a member, and what it brings; names no member',
  access: 'public',
});

export const listReferrals = endpoint('listReferrals', {
  method: 'GET',
  path: '/referrals',
  tag: 'Referrals',
  summary: 'List friends who joined with the link of a member, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const approveReferral = endpoint('approveReferral', {
  method: 'POST',
  path: '/referrals/{id}/approve',
  tag: 'Referrals',
  summary:
    'Approve a referral that waits for a review: the two are different people; it then brings points like any other',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  wallet: 'none',
});

export const refuseReferral = endpoint('refuseReferral', {
  method: 'POST',
  path: '/referrals/{id}/refuse',
  tag: 'Referrals',
  summary: 'Refuse a referral that has not been paid; neither member gets points',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  wallet: 'none',
});
