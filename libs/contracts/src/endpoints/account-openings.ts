import { managers, endpoint } from './endpoint.ts';

export const inviteMember = endpoint('inviteMember', {
  method: 'POST',
  path: '/members/{id}/account-invitations',
  tag: 'Members',
  summary: 'Send a member without an account a link to open one; earlier links stop working',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 202,
  wallet: 'member',
});

export const getAccountOpening = endpoint('getAccountOpening', {
  method: 'GET',
  path: '/account-openings/{token}',
  tag: 'Sessions',
  summary: 'Get the member whose account the link opens',
  access: 'public',
});

export const openAccount = endpoint('openAccount', {
  method: 'POST',
  path: '/account-openings/{token}',
  tag: 'Sessions',
  summary: "Open a member's account with the link: sets the password, confirms the e-mail and signs in",
  access: 'public',
  status: 201,
  wallet: 'none',
});
