import { redirect } from '@sveltejs/kit';
import { createRateTable, listRateTables } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club, session }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 100, ...(cursor ? { cursor } : {}) };
  const [tables, locations] = await show(
    Promise.all([api.call(listRateTables, { query }), allLocations(api)]),
  );
  return {
    tables,
    currencies: [
      ...new Set([...locations.map(({ currency }) => currency), club?.reportingCurrency ?? 'EUR']),
    ],
    wholeClub: session?.locationIds.length === 0,
  };
};

const save = form('save', { name_de: anyText, name_en: anyText, name_cs: anyText, currency: someText });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async ({ currency, ...typed }) => {
      const name = textsIn(typed, 'name');
      if (!name) throw new Faults({ name: m.common_field_required() });
      const { id } = await event.locals.api.call(createRateTable, { body: { name, currency } });
      redirect(303, `/console/rate-tables/${id}`);
    }),
};
