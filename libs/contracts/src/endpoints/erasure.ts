import { endpoint, managers } from './endpoint.ts';

/** Countries whose law the defaults follow. */
export const privacyCountries = ['de', 'at', 'cz'] as const;

export const getPrivacySettings = endpoint('getPrivacySettings', {
  method: 'GET',
  path: '/privacy-settings',
  tag: 'Club',
  summary: 'Get how long personal data is kept after a membership ends',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const setPrivacySettings = endpoint('setPrivacySettings', {
  method: 'PUT',
  path: '/privacy-settings',
  tag: 'Club',
  summary: 'Set how long personal data is kept; this applies to all members who are not erased yet',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: 'if-sent',
  wallet: 'none',
});

export const getOwnRetention = endpoint('getOwnRetention', {
  method: 'GET',
  path: '/me/retention',
  tag: 'Own view',
  summary: 'Get when my data is erased after my membership ends',
  access: { roles: ['member'], reach: 'own' },
});

export const getOwnData = endpoint('getOwnData', {
  method: 'GET',
  path: '/me/data',
  tag: 'Own view',
  summary: 'Download everything that the club stores about me, by table',
  access: { roles: ['member'], reach: 'own' },
});

export const getErasure = endpoint('getErasure', {
  method: 'GET',
  path: '/members/{id}/erasure',
  tag: 'Members',
  summary: 'Get the time at which a member is erased, if any',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const readRetainedRecords = endpoint('readRetainedRecords', {
  method: 'GET',
  path: '/members/{id}/retained-records',
  tag: 'Members',
  summary: 'Read the records that the law requires of an erased member; the audit log records who read them',
  access: { roles: ['admin'], reach: 'member' },
});
