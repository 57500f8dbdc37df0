import {
  approvalStates,
  approveApproval,
  getApprovalSettings,
  listApprovals,
  listLargeReturns,
  refuseApproval,
  withdrawApproval,
} from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** What waits comes first; with a state in the address only what is in it. */
export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const state = approvalStates.find((one) => one === searchParams.get('state'));
  const cursor = searchParams.get('cursor');
  const query = { limit: 40, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
  const first = state === undefined && cursor === null;
  const [approvals, waiting, settings, returns] = await show(
    Promise.all([
      api.call(listApprovals, { query }),
      first ? api.call(listApprovals, { query: { state: 'waiting', limit: 200 } }) : null,
      api.call(getApprovalSettings),
      api.call(listLargeReturns, { query: { limit: 10 } }),
    ]),
  );
  const rows = waiting
    ? [...waiting.data, ...approvals.data.filter((each) => each.state !== 'waiting')]
    : approvals.data;
  return { rows, next: approvals.cursor.next, settings, returns };
};

const idIn = (values: Record<string, string>) => ({ id: values.id ?? '' });

export const actions: Actions = {
  approve: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const body = values.code ? { code: values.code } : {};
    return attempt('approve', { id: values.id ?? '' }, () =>
      api.call(approveApproval, { params: idIn(values), body }),
    );
  },
  refuse: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const missing = missingIn(values, ['reason']);
    if (Object.keys(missing).length > 0) return refuseAt('refuse', values, missing);
    const body = { reason: values.reason ?? '' };
    return attempt('refuse', values, () => api.call(refuseApproval, { params: idIn(values), body }));
  },
  withdraw: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('withdraw', values, () => api.call(withdrawApproval, { params: idIn(values) }));
  },
};
