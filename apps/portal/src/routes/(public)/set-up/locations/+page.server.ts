import { createLocation, listLocations, locationKind } from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { show, type Api } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { freeCode } from '#lib/club/console/location-code.ts';
import type { Actions, PageServerLoad } from './$types';

const allLocations = async (api: Api) => (await api.call(listLocations, { query: { limit: 200 } })).data;

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api, club } = event.locals;
  const locations = await show(allLocations(api));
  return { locations, currency: locations.at(-1)?.currency ?? club?.reportingCurrency ?? 'EUR' };
};

export const actions: Actions = {
  default: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const { name = '' } = values;
    const missing = missingIn(values, ['name', 'currency']);
    if (Object.keys(missing).length > 0) return refuseAt('location', values, missing);
    return attempt('location', values, async () => {
      const taken = (await allLocations(api)).map(({ code }) => code);
      await api.call(createLocation, {
        body: {
          name,
          code: freeCode(name, taken),
          kind: locationKind.safeParse(values.kind).data ?? 'shop',
          currency: (values.currency ?? '').toUpperCase(),
        },
      });
    });
  },
};
