import { endpoint, managers } from './endpoint.ts';

/** What a manager may take from the duplicate; all else stays the survivor's. */
export const mergeFields = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'birthday',
  'language',
  'externalId',
] as const;
export type MergeField = (typeof mergeFields)[number];

const ofClub = { roles: managers, scope: ['members:write', 'points:write'], reach: 'club' } as const;

export const mergeMember = endpoint('mergeMember', {
  method: 'POST',
  path: '/members/{id}/merges',
  tag: 'Merges',
  summary:
    'Merge a duplicate into this member: points, cards, vouchers and purchases move; the duplicate leads here until it is undone',
  access: ofClub,
  status: 201,
  wallet: 'member',
});

export const undoMerge = endpoint('undoMerge', {
  method: 'POST',
  path: '/merges/{id}/undo',
  tag: 'Merges',
  summary: 'Undo a merge: what is left goes back, and what was bought since then follows its card',
  access: ofClub,
  status: 200,
  wallet: 'none',
});

export const listMerges = endpoint('listMerges', {
  method: 'GET',
  path: '/merges',
  tag: 'Merges',
  summary: 'List merges of members, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});
