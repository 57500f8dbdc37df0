import { getClub, updateClub } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { paymentBody } from '#lib/club/console/points-payment-body.server.ts';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import { majorOf } from '#lib/shell/form/amount.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [{ version, pointsPayment, reportingCurrency: own }, locations] = await show(
    Promise.all([api.call(getClub), allLocations(api)]),
  );
  const amounts = new Map(pointsPayment?.amounts.map(({ amount, currency }) => [currency, amount]));
  const others = [...locations.map(({ currency }) => currency), ...amounts.keys()].sort();
  const currencies = [...new Set([own, ...others])];
  return {
    version,
    settings: pointsPayment,
    worths: currencies.map((currency) => {
      const amount = amounts.get(currency);
      return { currency, worth: amount === undefined ? '' : majorOf(amount, currency) };
    }),
  };
};

// A row for each currency.
const save = openForm('points');

export const actions: Actions = {
  points: (event) =>
    submit(event, save, (values) =>
      event.locals.api
        .call(updateClub, { body: faultless(paymentBody(values)), version: Number(values.version) })
        .then(forgetClub),
    ),
};
