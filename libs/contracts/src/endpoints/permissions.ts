import { endpoint, managers } from './endpoint.ts';

/** Service is what the contract with the member needs; the others need a consent. */
export const messageClasses = ['service', 'marketing', 'survey'] as const;

export const notPermittedReasons = [
  'not-a-member',
  'membership-closed',
  'membership-blocked',
  'no-address',
  'address-unconfirmed',
  'other-address',
  'invented-person',
  'under-age',
  'never-asked',
  'pending',
  'refused',
  'suppressed',
  'ecg-listed',
  'contact-cap',
  'quiet-hours',
] as const;

export const listMemberPermissions = endpoint('listMemberPermissions', {
  method: 'GET',
  path: '/members/{id}/permissions',
  tag: 'Members',
  summary: 'Get what the club may send to a member now, by class and channel, and why',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const getPermissionSettings = endpoint('getPermissionSettings', {
  method: 'GET',
  path: '/permission-settings',
  tag: 'Club',
  summary: 'Get the rules by country for advertising and surveys',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const setPermissionSettings = endpoint('setPermissionSettings', {
  method: 'PUT',
  path: '/permission-settings',
  tag: 'Club',
  summary: 'Set the rules by country for advertising and surveys',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: 'if-sent',
  wallet: 'none',
});

/** What a mail program sends to unsubscribe with one click (RFC 8058); a form may come instead, or nothing. */
export const oneClickForm = 'application/x-www-form-urlencoded';

export const getPreferences = endpoint('getPreferences', {
  method: 'GET',
  path: '/preferences/{token}',
  tag: 'Members',
  summary: 'Get what a member said about messages, with the link from any advertising or survey e-mail',
  access: 'public',
});

export const setPreferences = endpoint('setPreferences', {
  method: 'PUT',
  path: '/preferences/{token}',
  tag: 'Members',
  summary: 'Give or withdraw consents with the link from an e-mail; others stay as they are',
  access: 'public',
  wallet: 'none',
});

export const showUnsubscription = endpoint('showUnsubscription', {
  method: 'GET',
  path: '/unsubscriptions/{token}',
  tag: 'Members',
  summary: 'Go to the page with the preferences; changes nothing',
  access: 'public',
  stream: 'text/html',
});

export const unsubscribe = endpoint('unsubscribe', {
  method: 'POST',
  path: '/unsubscriptions/{token}',
  tag: 'Members',
  summary: 'Unsubscribe with one click (RFC 8058): withdraws what the e-mail was sent for',
  access: 'public',
  bytes: oneClickForm,
  status: 204,
  wallet: 'none',
});

export const getOwnPreferencesLink = endpoint('getOwnPreferencesLink', {
  method: 'GET',
  path: '/me/preferences-link',
  tag: 'Own view',
  summary: 'Get the link to the page with my preferences',
  access: { roles: ['member'], reach: 'own' },
});

export const messageStates = ['queued', 'sent', 'failed', 'not-permitted'] as const;

export const listMemberMessages = endpoint('listMemberMessages', {
  method: 'GET',
  path: '/members/{id}/messages',
  tag: 'Members',
  summary: 'List messages to a member, newest first, with why each was allowed or not',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});
