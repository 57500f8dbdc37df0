import { endpoint, managers } from './endpoint.ts';

export const listDuplicates = endpoint('listDuplicates', {
  method: 'GET',
  path: '/members/duplicates',
  tag: 'Merges',
  summary: 'List pairs of members who may be one person, the likeliest first; they are found every night',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const dismissDuplicate = endpoint('dismissDuplicate', {
  method: 'POST',
  path: '/members/duplicates/{id}/dismiss',
  tag: 'Merges',
  summary: 'Say that two members are not the same person: they are not listed again',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});
