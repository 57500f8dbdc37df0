import { createLocation, listLocations, locationKind, updateLocation } from '@regulars/contracts';
import { attempt } from '#lib/shell/form/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    locations: await show(
      locals.api.call(listLocations, { query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
    ),
  };
};

const bodyOf = (values: Record<string, string>) => ({
  name: values.name ?? '',
  kind: locationKind.safeParse(values.kind).data ?? 'shop',
  currency: (values.currency ?? '').toUpperCase(),
  address: values.address ?? '',
  openingHours: values.openingHours ?? '',
  active: values.active === 'on',
});

export const actions: Actions = {
  save: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const body = bodyOf(values);
    return attempt('save', values, () =>
      values.id
        ? api.call(updateLocation, { params: { id: values.id }, body, version: Number(values.version) })
        : api.call(createLocation, { body: { ...body, code: values.code ?? '' } }),
    );
  },
};
