import {
  getApproval,
  getApprovalSettings,
  getMemberBulk,
  listBulkResults,
  runCheckedBulk,
  undoMemberBulk,
} from '@regulars/contracts';
import { resultStates } from '#lib/bulk/console/result-words.ts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const cursor = url.searchParams.get('cursor');
  const state = resultStates.find((one) => one === url.searchParams.get('state'));
  const query = { limit: 50, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
  const [bulk, results, settings] = await show(
    Promise.all([
      api.call(getMemberBulk, { params }),
      api.call(listBulkResults, { params, query }),
      api.call(getApprovalSettings),
    ]),
  );
  // The reason of a refusal stays with the approval.
  const { approvalId } = bulk;
  const refused = bulk.state === 'refused' && approvalId !== null;
  const approval = refused ? await show(api.call(getApproval, { params: { id: approvalId } })) : null;
  return {
    bulk,
    results,
    reason: approval?.reason ?? null,
    limit: settings.limits.points,
    // The same key for the same showing of the page.
    key: crypto.randomUUID(),
  };
};

const undo = form('undo', { key: anyText, reason: anyText });

const run = form('run', { key: anyText });

export const actions: Actions = {
  run: (event) =>
    submit(event, run, async ({ key }) => {
      const { id } = await event.locals.api.call(runCheckedBulk, { params: event.params, key });
      return { id };
    }),
  undo: (event) =>
    submit(event, undo, async ({ key, reason }) => {
      const body = reason === '' ? {} : { reason };
      const { id } = await event.locals.api.call(undoMemberBulk, { params: event.params, body, key });
      return { id };
    }),
};
