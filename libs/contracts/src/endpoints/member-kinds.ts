import { endpoint, managers } from './endpoint.ts';

/** Customers, and cards that no analysis counts. */
export const memberKinds = ['customer', 'staff', 'test', 'reseller'] as const;

export const getMemberKind = endpoint('getMemberKind', {
  method: 'GET',
  path: '/members/{id}/kind',
  tag: 'Members',
  summary: 'Get whether a member is a customer, or a card of staff, a test or a reseller',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const setMemberKind = endpoint('setMemberKind', {
  method: 'PUT',
  path: '/members/{id}/kind',
  tag: 'Members',
  summary: 'Set whether a member is a customer; analysis leaves out staff, test and reseller cards',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});
