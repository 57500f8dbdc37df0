import { z } from 'zod';
import { memberRow } from './members.ts';
import { id, instant, listQuery, listOf, sortedBy, reason } from './values.ts';

const state = z.enum(['open', 'merged', 'refused']);

const mergeRequest = z
  .object({
    id,
    createdAt: instant,
    state,
    member: memberRow.describe('the member who asked and has confirmed the e-mail'),
    other: memberRow,
    decision: z
      .object({ at: instant, by: z.string(), reason: z.string().nullable() })
      .nullable()
      .describe('null while the request is open'),
  })
  .meta({ id: 'MergeRequest' });

export type MergeRequest = z.infer<typeof mergeRequest>;

/** Requests and replies of the endpoints, by name. */
export const mergeRequestsShapes = {
  listMergeRequests: {
    query: listQuery.extend({ ...sortedBy('created', 'state', 'decided'), state: state.optional() }),
    reply: listOf(mergeRequest),
  },
  declineMergeRequest: {
    params: z.object({ id }),
    body: z.object({ reason }),
    reply: mergeRequest,
  },
};
