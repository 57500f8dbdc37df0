import { staff, endpoint, managers } from './endpoint.ts';

/** Lists count no further. */
export const mostCountedMembers = 10_000;

export const createMember = endpoint('createMember', {
  method: 'POST',
  path: '/members',
  tag: 'Members',
  summary: 'Create a member with a card',
  access: { roles: staff, scope: 'members:write', reach: 'location' },
  status: 201,
  wallet: 'none',
});

export const listMembers = endpoint('listMembers', {
  method: 'GET',
  path: '/members',
  tag: 'Members',
  summary: 'Search members by name, e-mail, phone, card, external id or company',
  access: { roles: managers, scope: 'members:read', reach: 'location' },
});

export const getMember = endpoint('getMember', {
  method: 'GET',
  path: '/members/{id}',
  tag: 'Members',
  summary: 'Get a member',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const updateMember = endpoint('updateMember', {
  method: 'PATCH',
  path: '/members/{id}',
  tag: 'Members',
  summary: 'Update a member',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  conditional: true,
  wallet: 'member',
});

export const listMemberOrigins = endpoint('listMemberOrigins', {
  method: 'GET',
  path: '/members/{id}/origins',
  tag: 'Members',
  summary: 'List where the data of a member comes from, as far as it is known',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const getMemberTags = endpoint('getMemberTags', {
  method: 'GET',
  path: '/members/{id}/tags',
  tag: 'Members',
  summary: "Get a member's tags",
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const setMemberTags = endpoint('setMemberTags', {
  method: 'PUT',
  path: '/members/{id}/tags',
  tag: 'Members',
  summary: "Replace a member's tags",
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});

export const listMemberTags = endpoint('listMemberTags', {
  method: 'GET',
  path: '/member-tags',
  tag: 'Members',
  summary: 'List all tags in use, with the number of their members',
  access: { roles: managers, scope: 'members:read', reach: 'anywhere' },
});

export const memberTimeline = endpoint('memberTimeline', {
  method: 'GET',
  path: '/members/{id}/timeline',
  tag: 'Members',
  summary: 'List everything that happened to a member, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const getMe = endpoint('getMe', {
  method: 'GET',
  path: '/me',
  tag: 'Own view',
  summary: 'Get my membership, points and tier',
  access: { roles: ['member'], reach: 'own' },
});

export const updateMe = endpoint('updateMe', {
  method: 'PATCH',
  path: '/me',
  tag: 'Own view',
  summary: 'Update my profile and consents',
  access: { roles: ['member'], reach: 'own' },
  conditional: true,
  wallet: 'own',
});
