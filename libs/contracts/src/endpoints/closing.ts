import { endpoint, managers } from './endpoint.ts';

/** Days between a member's request to leave and the closing of the membership. */
export const closingDays = 14;

export const getClosing = endpoint('getClosing', {
  method: 'GET',
  path: '/me/closing',
  tag: 'Own view',
  summary: 'Get the status of my request to close my membership',
  access: { roles: ['member'], reach: 'own' },
});

export const askForClosing = endpoint('askForClosing', {
  method: 'POST',
  path: '/me/closing',
  tag: 'Own view',
  summary: `Ask to close my membership in ${closingDays} days; asking again changes nothing`,
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  wallet: 'own',
});

export const withdrawClosing = endpoint('withdrawClosing', {
  method: 'DELETE',
  path: '/me/closing',
  tag: 'Own view',
  summary: 'Withdraw my request to close my membership',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});

export const closeMember = endpoint('closeMember', {
  method: 'POST',
  path: '/members/{id}/close',
  tag: 'Members',
  summary: 'Close a membership at once: cards are refused and the sign-in ends; the books stay',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});

export const reopenMember = endpoint('reopenMember', {
  method: 'POST',
  path: '/members/{id}/reopen',
  tag: 'Members',
  summary: 'Reopen a closed membership as it was before',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});
