import { endpoint } from './endpoint.ts';

export const openSetup = endpoint('openSetup', {
  method: 'POST',
  path: '/setup/sessions',
  tag: 'Set-up',
  summary: 'Start or continue the set-up with its link; sets a cookie',
  access: 'public',
  status: 201,
  wallet: 'none',
});

export const getSetup = endpoint('getSetup', {
  method: 'GET',
  path: '/setup',
  tag: 'Set-up',
  summary: 'Get the progress of the set-up',
  access: 'public',
});

export const setUpClub = endpoint('setUpClub', {
  method: 'PATCH',
  path: '/setup/club',
  tag: 'Set-up',
  summary: 'Set name, look, languages and time zone before there is an admin',
  access: 'public',
  wallet: 'none',
});

export const setUpLogo = endpoint('setUpLogo', {
  method: 'PUT',
  path: '/setup/logo',
  tag: 'Set-up',
  summary: 'Upload the logo before there is an admin',
  access: 'public',
  bytes: 'image/*',
  wallet: 'none',
});

export const setUpAdmin = endpoint('setUpAdmin', {
  method: 'POST',
  path: '/setup/admin',
  tag: 'Set-up',
  summary: 'Create the first admin; ends the link and signs in',
  access: 'public',
  status: 201,
  wallet: 'none',
});

export const inviteFirstCashier = endpoint('inviteFirstCashier', {
  method: 'POST',
  path: '/setup/invitations',
  tag: 'Set-up',
  summary: 'Invite a cashier; also returns the link, because there may be no mail server yet',
  access: { roles: ['admin'], reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getDemoSignIns = endpoint('getDemoSignIns', {
  method: 'GET',
  path: '/demo-sign-ins',
  tag: 'Set-up',
  summary: "Check whether the demo's sign-ins should be revoked",
  access: { roles: ['admin'], reach: 'club' },
});

export const revokeDemoSignIns = endpoint('revokeDemoSignIns', {
  method: 'DELETE',
  path: '/demo-sign-ins',
  tag: 'Set-up',
  summary: 'End passwords, sessions, roles and API key of the demo; refused without another admin',
  access: { roles: ['admin'], reach: 'club' },
  wallet: 'none',
});
