import { createLocation, locationKind } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { proposedRates, taxRatesField } from '#lib/club/console/tax-rates.server.ts';
import { freeCode } from '#lib/club/console/location-code.ts';
import { oneOf, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api, club } = event.locals;
  const [locations, proposed] = await Promise.all([show(allLocations(api)), proposedRates(api, club)]);
  return { locations, proposed, currency: locations.at(-1)?.currency ?? club?.reportingCurrency ?? 'EUR' };
};

const location = form('location', {
  name: someText,
  kind: oneOf(locationKind.options, 'shop'),
  currency: someText,
  taxRates: taxRatesField,
});

export const actions: Actions = {
  default: (event) =>
    submit(event, location, async ({ name, kind, currency, taxRates }) => {
      const { api } = event.locals;
      const taken = (await allLocations(api)).map(({ code }) => code);
      await api.call(createLocation, {
        body: { name, code: freeCode(name, taken), kind, currency: currency.toUpperCase(), taxRates },
      });
    }),
};
