import { redirect } from '@sveltejs/kit';
import { createSegment, listSegments, restoreSegment } from '@regulars/contracts';
import { readyNames, readySegments } from '#lib/segments/console/ready-segments.ts';
import { show } from '#lib/server/api.ts';
import { anyText, oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { languages } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [segments, removed] = await show(
    Promise.all([
      api.call(listSegments, { query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
      api.call(listSegments, { query: { limit: 100, removed: 'true' } }),
    ]),
  );
  return { segments, removed: removed.data.map(({ id, name }) => ({ id, name })) };
};

const ready = form('ready', { name: oneOf(readyNames, 'new') });

const restore = form('restore', { segment: anyText });

export const actions: Actions = {
  restore: (event) =>
    submit(event, restore, async ({ segment: id }) => {
      await event.locals.api.call(restoreSegment, { params: { id } });
      redirect(303, `/console/segments/${id}`);
    }),
  ready: (event) =>
    submit(event, ready, async ({ name: chosen }) => {
      const { name, condition } = readySegments[chosen];
      const texts = Object.fromEntries(languages.map((locale) => [locale, name({}, { locale })]));
      const { id } = await event.locals.api.call(createSegment, { body: { name: texts, condition } });
      redirect(303, `/console/segments/${id}`);
    }),
};
