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
  wallet: 'none',
});
