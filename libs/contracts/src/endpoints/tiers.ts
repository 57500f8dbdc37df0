import { staff, endpoint, managers } from './endpoint.ts';

export const listTiers = endpoint('listTiers', {
  method: 'GET',
  path: '/tiers',
  tag: 'Tiers',
  summary: 'List tiers',
  access: { roles: ['member', ...staff], scope: 'club:read', reach: 'anywhere' },
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
