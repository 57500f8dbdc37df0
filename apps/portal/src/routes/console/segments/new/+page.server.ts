import { redirect } from '@sveltejs/kit';
import { createSegment } from '@regulars/contracts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { newForm, preview, previewForm, segmentBody } from '#lib/segments/console/segment-body.server.ts';
import { show } from '#lib/server/api.ts';
import { Faults, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => ({
  kind: url.searchParams.get('kind') === 'list' ? ('list' as const) : ('condition' as const),
  choices: await show(memberChoices(api)),
});

export const actions: Actions = {
  save: (event) =>
    submit(event, newForm, async (typed) => {
      const body = segmentBody(typed);
      if (typed.kind !== 'list' && !body.condition)
        throw new Faults({ condition: m.common_field_required() });
      const { id } = await event.locals.api.call(createSegment, { body });
      redirect(303, `/console/segments/${id}`);
    }),
  preview: (event) => submit(event, previewForm, (asked) => preview(event.locals.api, asked)),
};
