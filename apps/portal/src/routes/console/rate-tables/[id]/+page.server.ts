import { redirect } from '@sveltejs/kit';
import {
  addRateVersion,
  getRateTable,
  listRates,
  removeRateTable,
  updateRateTable,
  withdrawRateVersion,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber } from '#lib/server/fields.ts';
import { instantOf } from '#lib/server/local-time.server.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { refusedLines, tableFile } from '#lib/server/table-file.server.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

const none = { data: [], cursor: { next: null } };

export const load: PageServerLoad = async ({ locals: { api, session }, params, url }) => {
  const table = await show(api.call(getRateTable, { params }));
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const asked = url.searchParams.get('q') ?? '';
  const wanted = Number(url.searchParams.get('version'));
  const shown =
    table.versions.find(({ number }) => number === wanted) ?? table.live ?? table.versions.at(0) ?? null;
  const query = { limit: 50, ...(asked ? { query: asked } : {}), ...(cursor ? { cursor } : {}) };
  const rates = shown
    ? await show(api.call(listRates, { params: { id: table.id, number: shown.number }, query }))
    : none;
  return { table, shown, rates, wholeClub: session?.locationIds.length === 0 };
};

const save = form('save', { version: asNumber, name_de: anyText, name_en: anyText, name_cs: anyText });
const upload = form('upload', { file: tableFile, from: anyText });
const withdraw = form('withdraw', { number: asNumber });
const remove = form('remove', {});

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ version, ...typed }) => {
      const name = textsIn(typed, 'name');
      if (!name) throw new Faults({ name: m.common_field_required() });
      return event.locals.api.call(updateRateTable, { params: event.params, body: { name }, version });
    }),
  upload: (event) =>
    submit(event, upload, ({ file: bytes, from }) => {
      const { api, club } = event.locals;
      if (!bytes) throw new Faults({ file: m.common_file_none() });
      const validFrom = from ? instantOf(from, club?.timeZone ?? 'UTC') : undefined;
      if (validFrom === null) throw new Faults({ from: m.common_field_wrong() });
      const query = validFrom ? { validFrom } : {};
      const call = api.call(addRateVersion, { params: event.params, query, bytes });
      return refusedLines(call, { '/query/validFrom': ['from', m.ratetables_begins_past()] });
    }),
  withdraw: (event) =>
    submit(event, withdraw, ({ number }) =>
      event.locals.api.call(withdrawRateVersion, { params: { id: event.params.id, number } }),
    ),
  remove: (event) =>
    submit(event, remove, async () => {
      await event.locals.api.call(removeRateTable, { params: event.params });
      redirect(303, '/console/rate-tables');
    }),
};
