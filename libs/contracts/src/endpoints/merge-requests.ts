import { managers, endpoint } from './endpoint.ts';

export const listMergeRequests = endpoint('listMergeRequests', {
  method: 'GET',
  path: '/merge-requests',
  tag: 'Members',
  summary: 'Members who ask to bring two memberships together, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const declineMergeRequest = endpoint('declineMergeRequest', {
  method: 'POST',
  path: '/merge-requests/{id}/decline',
  tag: 'Members',
  summary: 'Leave the two memberships as they are; a decided request stays as it is',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
});
