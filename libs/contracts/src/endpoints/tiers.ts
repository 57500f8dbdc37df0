import { staff, endpoint, managers } from './endpoint.ts';

export const listTiers = endpoint('listTiers', {
  method: 'GET',
  path: '/tiers',
  tag: 'Tiers',
  summary: 'List tiers',
  access: { roles: ['member', ...staff], scope: 'club:read', reach: 'anywhere' },
});

export const getTierFigures = endpoint('getTierFigures', {
  method: 'GET',
  path: '/tiers/figures',
  tag: 'Tiers',
  summary: 'Count the members on each tier, and those who lose it if they earn nothing more',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const createTier = endpoint('createTier', {
  method: 'POST',
  path: '/tiers',
  tag: 'Tiers',
  summary: 'Add a tier',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const updateTier = endpoint('updateTier', {
  method: 'PATCH',
  path: '/tiers/{id}',
  tag: 'Tiers',
  summary: 'Update a tier',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const getMemberTier = endpoint('getMemberTier', {
  method: 'GET',
  path: '/members/{id}/tier',
  tag: 'Tiers',
  summary: "Get a member's tier",
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const getOwnTier = endpoint('getOwnTier', {
  method: 'GET',
  path: '/me/tier',
  tag: 'Tiers',
  summary: 'Get my tier and how it changed',
  access: { roles: ['member'], reach: 'own' },
});

export const listTierChanges = endpoint('listTierChanges', {
  method: 'GET',
  path: '/members/{id}/tier-changes',
  tag: 'Tiers',
  summary: "List the changes of a member's tier with their reasons, newest first",
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const listTierGrants = endpoint('listTierGrants', {
  method: 'GET',
  path: '/members/{id}/tier-grants',
  tag: 'Tiers',
  summary: 'List the tiers that the club gave to a member, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const grantTier = endpoint('grantTier', {
  method: 'POST',
  path: '/members/{id}/tier-grants',
  tag: 'Tiers',
  summary: 'Give a member a tier until a given time; a higher earned tier stays, and an earlier grant ends',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 201,
  wallet: 'member',
});

export const endTierGrant = endpoint('endTierGrant', {
  method: 'POST',
  path: '/members/{id}/tier-grants/{grantId}/end',
  tag: 'Tiers',
  summary: 'End a granted tier early; one that has ended stays as it is',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});
