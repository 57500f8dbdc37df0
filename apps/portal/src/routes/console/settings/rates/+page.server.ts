import { listExchangeRates, putExchangeRate, removeExchangeRate } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, readBy, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [rates, locations] = await show(
    Promise.all([
      api.call(listExchangeRates, { query: { limit: 100, ...(cursor ? { cursor } : {}) } }),
      allLocations(api),
    ]),
  );
  const { club } = await parent();
  const sold = new Set(locations.map(({ currency }) => currency));
  return {
    rates,
    /** What the shops sell in beside the reporting currency. */
    foreign: [...sold].filter((currency) => currency !== club.currency).sort(),
    today: Temporal.Now.plainDateISO(club.timeZone).toString(),
  };
};

const rateOf = (typed: string): string | null => {
  const rate = typed.replace(',', '.');
  return /^\d{1,7}(?:\.\d{1,9})?$/u.test(rate) && Number(rate) > 0 ? rate : null;
};

const put = form('put', {
  currency: readBy(
    (typed) => (/^[a-z]{3}$/iu.test(typed) ? typed.toUpperCase() : null),
    m.console_exchange_currency_wrong,
    'read',
  ),
  from: someText,
  rate: readBy(rateOf, m.console_exchange_rate_wrong, 'read'),
});
const remove = form('remove', { currency: anyText, from: anyText });

export const actions: Actions = {
  put: (event) => submit(event, put, (body) => event.locals.api.call(putExchangeRate, { body })),
  remove: (event) => submit(event, remove, (params) => event.locals.api.call(removeExchangeRate, { params })),
};
