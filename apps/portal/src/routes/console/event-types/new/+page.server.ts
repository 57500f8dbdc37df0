import { redirect } from '@sveltejs/kit';
import { createCustomEventType } from '@regulars/contracts';
import { newEventTypeBody } from '#lib/custom-events/console/event-type-body.server.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions } from './$types';

// With a field for each language.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const body = faultless(newEventTypeBody(values));
      const { id } = await event.locals.api.call(createCustomEventType, { body });
      redirect(303, `/console/event-types/${id}`);
    }),
};
