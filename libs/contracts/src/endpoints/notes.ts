import { endpoint, staff } from './endpoint.ts';

export const longestNote = 2000;

/** Until then a deleted note can be restored. */
export const noteRestorableHours = 24;

export const listMemberNotes = endpoint('listMemberNotes', {
  method: 'GET',
  path: '/members/{id}/notes',
  tag: 'Notes',
  summary: 'List the notes of the team on a member, pinned ones first, then the newest',
  access: { roles: staff, scope: 'members:read', reach: 'member' },
});

export const writeMemberNote = endpoint('writeMemberNote', {
  method: 'POST',
  path: '/members/{id}/notes',
  tag: 'Notes',
  summary: "Write a note on a member; the member's copy of their data contains it",
  access: { roles: staff, scope: 'members:write', reach: 'member' },
  status: 201,
  wallet: 'member',
});

export const changeMemberNote = endpoint('changeMemberNote', {
  method: 'PATCH',
  path: '/members/{id}/notes/{noteId}',
  tag: 'Notes',
  summary: 'Change a note or pin it; only its author, a manager or an API key may do this',
  access: { roles: staff, scope: 'members:write', reach: 'member' },
  conditional: true,
  wallet: 'member',
});

export const deleteMemberNote = endpoint('deleteMemberNote', {
  method: 'DELETE',
  path: '/members/{id}/notes/{noteId}',
  tag: 'Notes',
  summary: 'Delete a note; only its author, a manager or an API key may do this',
  access: { roles: staff, scope: 'members:write', reach: 'member' },
  status: 204,
  wallet: 'member',
});

export const restoreMemberNote = endpoint('restoreMemberNote', {
  method: 'POST',
  path: '/members/{id}/notes/{noteId}/restore',
  tag: 'Notes',
  summary: 'Restore a note that was deleted within the last 24 hours',
  access: { roles: staff, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});
