import { createLocation, listLocations, locationKind, updateLocation } from '@regulars/contracts';
import { proposedRates, taxRatesField, unratedOf } from '#lib/club/console/tax-rates.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, oneOf, readBy, ticked } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = {
    limit: 100,
    ...sortQuery(url, ['code', 'name', 'kind', 'currency', 'active']),
    ...(cursor ? { cursor } : {}),
  };
  const [locations, proposed] = await Promise.all([
    show(api.call(listLocations, { query })),
    proposedRates(api, club),
  ]);
  return {
    locations,
    proposed,
    unrated: unratedOf(club, locations.data),
    timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
  };
};

const save = form('save', {
  id: anyText,
  version: asNumber,
  code: anyText,
  name_de: anyText,
  name_en: anyText,
  name_cs: anyText,
  kind: oneOf(locationKind.options, 'shop'),
  currency: readBy((typed) => typed.toUpperCase(), m.common_field_wrong, 'read'),
  address: anyText,
  openingHours: anyText,
  taxRates: taxRatesField,
  timeZone: anyText,
  active: ticked,
});

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ id, version, code, name_de, name_en, name_cs, timeZone, ...typed }) => {
      const { api } = event.locals;
      const name = textsIn({ name_de, name_en, name_cs }, 'name');
      if (!name) throw new Faults({ name: m.common_field_required() });
      const body = { ...typed, name, timeZone: timeZone || null };
      return id
        ? api.call(updateLocation, { params: { id }, body, version })
        : api.call(createLocation, { body: { ...body, code } });
    }),
};
