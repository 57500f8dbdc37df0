import {
  discardEventFailure,
  eventFailureStates,
  listEventConsumers,
  listEventFailures,
  replayEventFailure,
} from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const state = eventFailureStates.find((one) => one === searchParams.get('state'));
  const consumer = searchParams.get('consumer')?.slice(0, 80);
  const cursor = searchParams.get('cursor');
  const query = {
    limit: 40,
    ...(state ? { state } : {}),
    ...(consumer ? { consumer } : {}),
    ...(cursor ? { cursor } : {}),
  };
  const [failures, consumers] = await show(
    Promise.all([api.call(listEventFailures, { query }), api.call(listEventConsumers)]),
  );
  return { failures, consumers: consumers.data };
};

export const actions: Actions = {
  replay: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('replay', values, () => api.call(replayEventFailure, { params: { id: values.id ?? '' } }));
  },
  discard: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const missing = missingIn(values, ['reason']);
    if (Object.keys(missing).length > 0) return refuseAt('discard', values, missing);
    const body = { reason: values.reason ?? '' };
    return attempt('discard', values, () =>
      api.call(discardEventFailure, { params: { id: values.id ?? '' }, body }),
    );
  },
};
