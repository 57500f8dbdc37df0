import {
  approvalStates,
  approveApproval,
  getApprovalSettings,
  listApprovals,
  listLargeReturns,
  refuseApproval,
  withdrawApproval,
} from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

/** What waits comes first, unless the address has a state or an order. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { searchParams } = url;
  const state = approvalStates.find((one) => one === searchParams.get('state'));
  const cursor = searchParams.get('cursor');
  const sorting = sortQuery(url, ['asked', 'state', 'decided']);
  const query = { limit: 40, ...sorting, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
  const first = state === undefined && cursor === null && sorting.sort === undefined;
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

const approve = form('approve', { id: anyText, code: anyText }, ['code']);
const refuse = form('refuse', { id: anyText, reason: someText });
const withdraw = form('withdraw', { id: anyText });

export const actions: Actions = {
  approve: (event) =>
    submit(event, approve, ({ id, code }) =>
      event.locals.api.call(approveApproval, { params: { id }, body: code ? { code } : {} }),
    ),
  refuse: (event) =>
    submit(event, refuse, ({ id, reason }) =>
      event.locals.api.call(refuseApproval, { params: { id }, body: { reason } }),
    ),
  withdraw: (event) =>
    submit(event, withdraw, (params) => event.locals.api.call(withdrawApproval, { params })),
};
