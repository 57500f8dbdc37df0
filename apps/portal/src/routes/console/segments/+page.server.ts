import { redirect } from '@sveltejs/kit';
import { createSegment, listSegments } from '@regulars/contracts';
import { readyNames, readySegments } from '#lib/segments/console/ready-segments.ts';
import { show } from '#lib/server/api.ts';
import { oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { languages } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    segments: await show(api.call(listSegments, { query: { limit: 100, ...(cursor ? { cursor } : {}) } })),
  };
};

const ready = form('ready', { name: oneOf(readyNames, 'new') });

export const actions: Actions = {
  ready: (event) =>
    submit(event, ready, async ({ name: chosen }) => {
      const { name, condition } = readySegments[chosen];
      const texts = Object.fromEntries(languages.map((locale) => [locale, name({}, { locale })]));
      const { id } = await event.locals.api.call(createSegment, { body: { name: texts, condition } });
      redirect(303, `/console/segments/${id}`);
    }),
};
