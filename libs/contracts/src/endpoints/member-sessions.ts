import { managers, endpoint } from './endpoint.ts';

export const listMemberSessions = endpoint('listMemberSessions', {
  method: 'GET',
  path: '/members/{id}/sessions',
  tag: 'Members',
  summary: 'Where a member is signed in',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const endMemberSessions = endpoint('endMemberSessions', {
  method: 'DELETE',
  path: '/members/{id}/sessions',
  tag: 'Members',
  summary: 'Sign a member out everywhere, at once; open links end too',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 204,
});
