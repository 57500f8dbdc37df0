import { createLocation, listLocations, locationKind, updateLocation } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, oneOf, readBy, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    locations: await show(
      locals.api.call(listLocations, {
        query: {
          limit: 100,
          ...sortQuery(url, ['code', 'name', 'kind', 'currency', 'active']),
          ...(cursor ? { cursor } : {}),
        },
      }),
    ),
  };
};

/** '20; 10,5' as [20, 10.5]; null if one is no rate or stands there twice. */
function ratesOf(typed: string): number[] | null {
  const rates = typed
    .split(/[;\n]|,(?=\s)|\s+/u)
    .map((rate) => rate.trim().replace(/\s*%$/u, '').replace(',', '.'))
    .filter(Boolean);
  const read = rates.map((rate) => (/^\d{1,3}(?:\.\d{1,2})?$/u.test(rate) ? Number(rate) : Number.NaN));
  const right = read.every((rate) => rate <= 100) && new Set(read).size === read.length && read.length <= 10;
  return right ? read : null;
}

const save = form('save', {
  id: anyText,
  version: asNumber,
  code: anyText,
  name: anyText,
  kind: oneOf(locationKind.options, 'shop'),
  currency: readBy((typed) => typed.toUpperCase(), m.common_field_wrong, 'read'),
  address: anyText,
  openingHours: anyText,
  taxRates: readBy(ratesOf, m.console_locations_rates_wrong, 'read'),
  active: ticked,
});

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ id, version, code, ...body }) => {
      const { api } = event.locals;
      return id
        ? api.call(updateLocation, { params: { id }, body, version })
        : api.call(createLocation, { body: { ...body, code } });
    }),
};
