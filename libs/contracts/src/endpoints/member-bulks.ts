import { endpoint, managers } from './endpoint.ts';

/** The maximum of members in one bulk change. */
export const mostBulkMembers = 10_000;

/** How many members a caller may name by id. More are selected by filters. */
export const mostNamedMembers = 1000;

/** Longer than the longest e-mail address. */
export const longestListEntry = 320;

const reading = { roles: managers, scope: 'members:read', reach: 'location' } as const;

export const startMemberBulk = endpoint('startMemberBulk', {
  method: 'POST',
  path: '/member-bulks',
  tag: 'Members',
  summary:
    'Change many members at once: adjust points, give a coupon code or a reward, add or remove a tag, invite; a job does each member once',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  status: 202,
  idempotent: true,
  wallet: 'none',
});

export const checkMemberList = endpoint('checkMemberList', {
  method: 'POST',
  path: '/member-bulks/list-checks',
  tag: 'Members',
  summary:
    'Look at a list of members before a bulk change: how many are found, and which entries name nobody, several members, or the same one again',
  access: { roles: managers, scope: 'members:read', reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const runCheckedBulk = endpoint('runCheckedBulk', {
  method: 'POST',
  path: '/member-bulks/{id}/run',
  tag: 'Members',
  summary: 'Make a dry run real, once: the same change for the same members, each checked again',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  status: 202,
  idempotent: true,
  wallet: 'none',
});

export const undoMemberBulk = endpoint('undoMemberBulk', {
  method: 'POST',
  path: '/member-bulks/{id}/undo',
  tag: 'Members',
  summary:
    'Take a whole bulk change back, once: points that are still there, codes and vouchers that nobody used, tags; a job does each member once',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  status: 202,
  idempotent: true,
  wallet: 'none',
});

export const listMemberBulks = endpoint('listMemberBulks', {
  method: 'GET',
  path: '/member-bulks',
  tag: 'Members',
  summary:
    'List bulk changes: those of everyone for managers of the whole club, otherwise mine; newest first',
  access: reading,
});

export const getMemberBulk = endpoint('getMemberBulk', {
  method: 'GET',
  path: '/member-bulks/{id}',
  tag: 'Members',
  summary: 'Get a bulk change and its progress',
  access: reading,
});

export const listBulkResults = endpoint('listBulkResults', {
  method: 'GET',
  path: '/member-bulks/{id}/results',
  tag: 'Members',
  summary: 'List the members of a bulk change, and what became of each',
  access: reading,
});

export const listBulkRefusals = endpoint('listBulkRefusals', {
  method: 'GET',
  path: '/member-bulks/{id}/refusals',
  tag: 'Members',
  summary: 'List the members that a bulk change refused, with the reason',
  access: reading,
});
