import { managers, endpoint } from './endpoint.ts';

export const listMergeRequests = endpoint('listMergeRequests', {
  method: 'GET',
  path: '/merge-requests',
  tag: 'Members',
  summary: 'List requests to merge two memberships, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const declineMergeRequest = endpoint('declineMergeRequest', {
  method: 'POST',
  path: '/merge-requests/{id}/decline',
  tag: 'Members',
  summary: 'Decline a merge request; has no effect on a decided request',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  wallet: 'none',
});
