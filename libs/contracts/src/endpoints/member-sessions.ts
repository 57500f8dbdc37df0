import { managers, endpoint } from './endpoint.ts';

export const listMemberSessions = endpoint('listMemberSessions', {
  method: 'GET',
  path: '/members/{id}/sessions',
  tag: 'Members',
  summary: "List a member's sessions",
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const endMemberSessions = endpoint('endMemberSessions', {
  method: 'DELETE',
  path: '/members/{id}/sessions',
  tag: 'Members',
  summary: 'Sign a member out everywhere at once; unused links stop working too',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 204,
  wallet: 'member',
});
