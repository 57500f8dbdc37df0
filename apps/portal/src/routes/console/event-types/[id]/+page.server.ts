import { randomUUID } from 'node:crypto';
import {
  cancelCustomEvent,
  getCustomEventType,
  listCustomEvents,
  updateCustomEventType,
} from '@regulars/contracts';
import { eventTypeBody } from '#lib/custom-events/console/event-type-body.server.ts';
import { exampleCall } from '#lib/custom-events/console/example-call.ts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, params, url }) => {
  const type = await show(api.call(getCustomEventType, { params }));
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { type: type.code, limit: 20, ...(cursor ? { cursor } : {}) };
  return {
    type,
    events: await show(api.call(listCustomEvents, { query })),
    call: exampleCall(type, { origin: url.origin, now: new Date().toISOString() }),
    wholeClub: session?.locationIds.length === 0,
    key: randomUUID(),
  };
};

// With a field for each language.
const save = openForm('save');
const cancellation = form('cancel', { event: anyText, key: anyText, reason: anyText });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, (values) => {
      const body = faultless(eventTypeBody(values));
      const { api } = event.locals;
      return api.call(updateCustomEventType, { params: event.params, body, version: Number(values.version) });
    }),
  cancel: (event) => {
    requireRole(event, managers);
    return submit(event, cancellation, ({ event: id, key, reason }) =>
      event.locals.api.call(cancelCustomEvent, { params: { id }, body: { reason: reason || null }, key }),
    );
  },
};
