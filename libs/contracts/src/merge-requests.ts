import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { memberRow } from './members.ts';
import { id, instant, listOf, listQuery, reason } from './values.ts';

const state = z.enum(['open', 'merged', 'refused']);
const mergeRequest = z
  .object({
    id,
    createdAt: instant,
    state,
    member: memberRow.describe('who asked, and has shown to have the mailbox'),
    other: memberRow,
    decision: z
      .object({ at: instant, by: z.string(), reason: z.string().nullable() })
      .nullable()
      .describe('null while it is open'),
  })
  .meta({ id: 'MergeRequest' });
export type MergeRequest = z.infer<typeof mergeRequest>;

export const listMergeRequests = endpoint({
  method: 'GET',
  path: '/merge-requests',
  tag: 'Members',
  summary: 'Members who ask to bring two memberships together, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
  query: listQuery.extend({ state: state.optional() }),
  reply: listOf(mergeRequest),
});
export const declineMergeRequest = endpoint({
  method: 'POST',
  path: '/merge-requests/{id}/decline',
  tag: 'Members',
  summary: 'Leave the two memberships as they are; a decided request stays as it is',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  params: z.object({ id }),
  body: z.object({ reason }),
  reply: mergeRequest,
});
