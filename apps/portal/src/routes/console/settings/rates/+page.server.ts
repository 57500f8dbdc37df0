import { listExchangeRates, listLocations, putExchangeRate, removeExchangeRate } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [rates, locations] = await show(
    Promise.all([
      api.call(listExchangeRates, { query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
      api.call(listLocations, { query: { limit: 200 } }),
    ]),
  );
  const { club } = await parent();
  const sold = new Set(locations.data.map(({ currency }) => currency));
  return {
    rates,
    /** What the shops sell in beside the reporting currency. */
    foreign: [...sold].filter((currency) => currency !== club.currency).sort(),
    today: Temporal.Now.plainDateISO(club.timeZone).toString(),
  };
};

export const actions: Actions = {
  put: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const rate = (values.rate ?? '').replace(',', '.');
    const fields: Record<string, string> = {};
    if (!/^[a-z]{3}$/iu.test(values.currency ?? '')) fields.currency = m.console_exchange_currency_wrong();
    if (!values.from) fields.from = m.common_field_required();
    if (!/^\d{1,7}(?:\.\d{1,9})?$/u.test(rate) || Number(rate) === 0)
      fields.rate = m.console_exchange_rate_wrong();
    if (Object.keys(fields).length > 0) return refuseAt('put', values, fields);
    const body = { currency: (values.currency ?? '').toUpperCase(), from: values.from ?? '', rate };
    return attempt('put', values, () => api.call(putExchangeRate, { body }));
  },
  remove: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const params = { currency: values.currency ?? '', from: values.from ?? '' };
    return attempt('remove', values, () => api.call(removeExchangeRate, { params }));
  },
};
