import { endpoint, managers } from './endpoint.ts';

export const mostSegments = 200;
/** Segments that ask about segments that ask about segments. */
export const deepestSegments = 5;
/** Below so many active members, a share says nothing. */
export const fewMembers = 20;
/** Days for which it is kept who entered and left. */
export const daysOfSegmentChanges = 90;
/** Bytes of a file of members, its lines, and those of its errors that a reply names. */
export const largestSegmentFile = 20_000_000;
export const mostSegmentLines = 200_000;
export const mostSegmentErrors = 200;
/** Above so many active members, a preview may estimate what it cannot read from stored facts. */
export const estimatedAbove = 100_000;
/** Members that a preview shows. */
export const segmentSample = 20;

const ofClub = { roles: managers, scope: 'members:write', reach: 'club' } as const;
const readOfClub = { roles: managers, scope: 'members:read', reach: 'club' } as const;

export const listSegments = endpoint('listSegments', {
  method: 'GET',
  path: '/segments',
  tag: 'Segments',
  summary: 'List segments: saved conditions on members, and lists of members, by name',
  access: { roles: managers, scope: 'members:read', reach: 'anywhere' },
});

export const createSegment = endpoint('createSegment', {
  method: 'POST',
  path: '/segments',
  tag: 'Segments',
  summary: 'Add a segment with a condition, or an empty list',
  access: ofClub,
  status: 201,
  wallet: 'none',
});

export const previewSegment = endpoint('previewSegment', {
  method: 'POST',
  path: '/segments/preview',
  tag: 'Segments',
  summary: 'Count the active members who fulfil a condition, part by part, and show twenty of them',
  access: readOfClub,
  status: 200,
  wallet: 'none',
});

export const getSegment = endpoint('getSegment', {
  method: 'GET',
  path: '/segments/{id}',
  tag: 'Segments',
  summary: 'Get a segment and what uses it',
  access: readOfClub,
});

export const updateSegment = endpoint('updateSegment', {
  method: 'PATCH',
  path: '/segments/{id}',
  tag: 'Segments',
  summary: 'Rename a segment or change its condition',
  access: ofClub,
  conditional: true,
  wallet: 'none',
});

export const removeSegment = endpoint('removeSegment', {
  method: 'DELETE',
  path: '/segments/{id}',
  tag: 'Segments',
  summary: 'Remove a segment that nothing uses; it can be restored for a day',
  access: ofClub,
  status: 204,
  wallet: 'none',
});

export const restoreSegment = endpoint('restoreSegment', {
  method: 'POST',
  path: '/segments/{id}/restorations',
  tag: 'Segments',
  summary: 'Restore a segment that was removed within the last day, with its members and changes',
  access: ofClub,
  status: 200,
  wallet: 'none',
});

export const listSegmentMembers = endpoint('listSegmentMembers', {
  method: 'GET',
  path: '/segments/{id}/members',
  tag: 'Segments',
  summary: 'List the members in a segment, by id',
  access: readOfClub,
});

export const addSegmentMembers = endpoint('addSegmentMembers', {
  method: 'POST',
  path: '/segments/{id}/members',
  tag: 'Segments',
  summary: 'Add members to a list',
  access: { ...ofClub, scope: ['members:read', 'members:write'] },
  status: 200,
  wallet: 'none',
});

export const sendSegmentFile = endpoint('sendSegmentFile', {
  method: 'POST',
  path: '/segments/{id}/member-files',
  tag: 'Segments',
  summary:
    'Add the members of a CSV file to a list, or only check it. Its first line may name the columns: `id`, `externalId`, `cardNumber`, `email`, `phone`; without them the file has one column. Members are found by customer number, card number, e-mail, phone number or id',
  access: { ...ofClub, scope: ['members:read', 'members:write'] },
  status: 200,
  bytes: 'text/csv',
  wallet: 'none',
});

export const removeSegmentMember = endpoint('removeSegmentMember', {
  method: 'DELETE',
  path: '/segments/{id}/members/{memberId}',
  tag: 'Segments',
  summary: 'Take a member off a list',
  access: ofClub,
  status: 204,
  wallet: 'none',
});

export const copySegment = endpoint('copySegment', {
  method: 'POST',
  path: '/segments/{id}/snapshots',
  tag: 'Segments',
  summary: 'Keep the members who are in a segment now as a list',
  access: ofClub,
  status: 201,
  wallet: 'none',
});

export const listSegmentChanges = endpoint('listSegmentChanges', {
  method: 'GET',
  path: '/segments/{id}/changes',
  tag: 'Segments',
  summary: 'List who entered and left, the oldest first; kept for 90 days',
  access: readOfClub,
});

export const getSegmentHistory = endpoint('getSegmentHistory', {
  method: 'GET',
  path: '/segments/{id}/history',
  tag: 'Segments',
  summary: 'Get the size of a segment by day',
  access: readOfClub,
});

export const getSegmentMakeup = endpoint('getSegmentMakeup', {
  method: 'GET',
  path: '/segments/{id}/makeup',
  tag: 'Segments',
  summary: 'Compare the members in a segment with all members: age, tier and home location',
  access: readOfClub,
});

export const downloadSegmentChanges = endpoint('downloadSegmentChanges', {
  method: 'GET',
  path: '/segments/{id}/changes/file',
  tag: 'Segments',
  summary: 'Download as CSV: who entered and left, the oldest first',
  access: readOfClub,
  stream: 'text/csv',
});

export const downloadSegmentHistory = endpoint('downloadSegmentHistory', {
  method: 'GET',
  path: '/segments/{id}/history/file',
  tag: 'Segments',
  summary: 'Download as CSV: the size of a segment by day',
  access: readOfClub,
  stream: 'text/csv',
});

export const downloadSegmentMakeup = endpoint('downloadSegmentMakeup', {
  method: 'GET',
  path: '/segments/{id}/makeup/file',
  tag: 'Segments',
  summary: 'Download as CSV: the comparison with all members',
  access: readOfClub,
  stream: 'text/csv',
});
