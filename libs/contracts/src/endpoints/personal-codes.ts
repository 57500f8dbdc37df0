import { endpoint, managers, staff } from './endpoint.ts';

/** Days after which a code of one member may end. */
export const mostDaysOfCode = 3650;
/** Codes of one member that can be used at the same time. */
export const mostCodesOfMember = 50;

export const issuePersonalCode = endpoint('issuePersonalCode', {
  method: 'POST',
  path: '/members/{id}/coupon-codes',
  tag: 'Coupons',
  summary: 'Give a member a code of a coupon that only this member can redeem, once',
  access: { roles: managers, scope: 'rewards:write', reach: 'member' },
  status: 201,
  idempotent: true,
  wallet: 'member',
});

export const listPersonalCodes = endpoint('listPersonalCodes', {
  method: 'GET',
  path: '/members/{id}/coupon-codes',
  tag: 'Coupons',
  summary: 'List the coupon codes of a member, the latest first. Only the member can read them whole',
  access: { roles: staff, scope: 'rewards:read', reach: 'member' },
});

export const revokePersonalCode = endpoint('revokePersonalCode', {
  method: 'DELETE',
  path: '/members/{id}/coupon-codes/{codeId}',
  tag: 'Coupons',
  summary: 'End a coupon code of a member that was not used',
  access: { roles: managers, scope: 'rewards:write', reach: 'member' },
  status: 204,
  wallet: 'member',
});
