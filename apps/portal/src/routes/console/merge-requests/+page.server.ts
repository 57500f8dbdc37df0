import { declineMergeRequest, listMergeRequests } from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { mergeStates } from '#lib/members/console/merges/states.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const state = mergeStates.find((one) => one === searchParams.get('state'));
  const cursor = searchParams.get('cursor');
  const query = { limit: 20, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
  return { requests: await show(api.call(listMergeRequests, { query })) };
};

export const actions: Actions = {
  decline: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const missing = missingIn(values, ['reason']);
    if (Object.keys(missing).length > 0) return refuseAt('decline', values, missing);
    const call = { params: { id: values.id ?? '' }, body: { reason: values.reason ?? '' } };
    return attempt('decline', values, () => api.call(declineMergeRequest, call));
  },
};
