import { createLocation, listLocations, locationKind, updateLocation } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, oneOf, readBy, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    locations: await show(
      locals.api.call(listLocations, { query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
    ),
  };
};

const save = form('save', {
  id: anyText,
  version: asNumber,
  code: anyText,
  name: anyText,
  kind: oneOf(locationKind.options, 'shop'),
  currency: readBy((typed) => typed.toUpperCase(), m.common_field_wrong, 'read'),
  address: anyText,
  openingHours: anyText,
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
