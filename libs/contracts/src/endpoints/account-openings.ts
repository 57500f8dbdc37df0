import { managers, endpoint } from './endpoint.ts';

export const inviteMember = endpoint('inviteMember', {
  method: 'POST',
  path: '/members/{id}/account-invitations',
  tag: 'Members',
  summary: 'Send a member without an account the link that opens one; the links before it end',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 202,
});

export const getAccountOpening = endpoint('getAccountOpening', {
  method: 'GET',
  path: '/account-openings/{token}',
  tag: 'Sessions',
  summary: 'Whose account the link opens',
  access: 'public',
});

export const openAccount = endpoint('openAccount', {
  method: 'POST',
  path: '/account-openings/{token}',
  tag: 'Sessions',
  summary: 'Open the account of a member by the link: sets the password, confirms the e-mail, signs in',
  access: 'public',
  status: 201,
});
