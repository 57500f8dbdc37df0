import {
  discardEventFailure,
  eventFailureStates,
  listEventConsumers,
  listEventFailures,
  replayEventFailure,
} from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { searchParams } = url;
  const state = eventFailureStates.find((one) => one === searchParams.get('state'));
  const consumer = searchParams.get('consumer')?.slice(0, 80);
  const cursor = searchParams.get('cursor');
  const query = {
    limit: 40,
    ...sortQuery(url, ['parked', 'event', 'consumer', 'state']),
    ...(state ? { state } : {}),
    ...(consumer ? { consumer } : {}),
    ...(cursor ? { cursor } : {}),
  };
  const [failures, consumers] = await show(
    Promise.all([api.call(listEventFailures, { query }), api.call(listEventConsumers)]),
  );
  return { failures, consumers: consumers.data };
};

const replay = form('replay', { id: anyText });
const discard = form('discard', { id: anyText, reason: someText });

export const actions: Actions = {
  replay: (event) => submit(event, replay, (params) => event.locals.api.call(replayEventFailure, { params })),
  discard: (event) =>
    submit(event, discard, ({ id, reason }) =>
      event.locals.api.call(discardEventFailure, { params: { id }, body: { reason } }),
    ),
};
