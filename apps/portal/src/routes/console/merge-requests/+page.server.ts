import { declineMergeRequest, listEqualPhones, listMergeRequests } from '@regulars/contracts';
import { mergeStates } from '#lib/members/console/merges/states.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { searchParams } = url;
  const state = mergeStates.find((one) => one === searchParams.get('state'));
  const cursor = searchParams.get('cursor');
  const query = {
    limit: 20,
    ...sortQuery(url, ['created', 'state', 'decided']),
    ...(state ? { state } : {}),
    ...(cursor ? { cursor } : {}),
  };
  const [requests, phones] = await show(
    Promise.all([api.call(listMergeRequests, { query }), api.call(listEqualPhones, { query: { limit: 1 } })]),
  );
  return { requests, hasEqualPhones: phones.data.length > 0 };
};

const decline = form('decline', { id: anyText, reason: someText });

export const actions: Actions = {
  decline: (event) =>
    submit(event, decline, ({ id, reason }) =>
      event.locals.api.call(declineMergeRequest, { params: { id }, body: { reason } }),
    ),
};
