import { endpoint } from './endpoint.ts';

export const shortestPassword = 8;

/** For staff, who see and move other people's data. */
export const shortestStaffPassword = 12;

export const signIn = endpoint('signIn', {
  method: 'POST',
  path: '/sessions',
  tag: 'Sessions',
  summary: 'Sign in; sets the session cookie',
  access: 'public',
  status: 201,
  wallet: 'none',
});

export const currentSession = endpoint('currentSession', {
  method: 'GET',
  path: '/sessions/current',
  tag: 'Sessions',
  summary: 'Get the current session',
  access: 'signed-in',
});

export const signOut = endpoint('signOut', {
  method: 'DELETE',
  path: '/sessions/current',
  tag: 'Sessions',
  summary: 'Sign out',
  access: 'signed-in',
  status: 204,
  wallet: 'none',
});

export const register = endpoint('register', {
  method: 'POST',
  path: '/registrations',
  tag: 'Sessions',
  summary: 'Join the club: creates account, member and card, and signs in',
  access: 'public',
  status: 201,
  wallet: 'none',
});

export const listOwnSessions = endpoint('listOwnSessions', {
  method: 'GET',
  path: '/me/sessions',
  tag: 'Sessions',
  summary: 'List my sessions',
  access: 'signed-in',
});

export const endOwnSession = endpoint('endOwnSession', {
  method: 'DELETE',
  path: '/me/sessions/{id}',
  tag: 'Sessions',
  summary: 'Sign out on another device',
  access: 'signed-in',
  status: 204,
  wallet: 'none',
});

export const changePassword = endpoint('changePassword', {
  method: 'POST',
  path: '/me/password',
  tag: 'Sessions',
  summary: 'Change my password; ends all other sessions',
  access: 'signed-in',
  status: 204,
  wallet: 'none',
});
