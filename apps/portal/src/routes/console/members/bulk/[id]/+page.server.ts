import { getApproval, getMemberBulk, listBulkRefusals } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 50, ...(cursor ? { cursor } : {}) };
  const [bulk, refusals] = await show(
    Promise.all([api.call(getMemberBulk, { params }), api.call(listBulkRefusals, { params, query })]),
  );
  // The reason of a refusal stays with the approval.
  const { approvalId } = bulk;
  const refused = bulk.state === 'refused' && approvalId !== null;
  const approval = refused ? await show(api.call(getApproval, { params: { id: approvalId } })) : null;
  return { bulk, refusals, reason: approval?.reason ?? null };
};
