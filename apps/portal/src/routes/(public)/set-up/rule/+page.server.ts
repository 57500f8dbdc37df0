import { redirect } from '@sveltejs/kit';
import {
  createEarningRule,
  listEarningRules,
  publishEarningRule,
  updateEarningRule,
} from '@regulars/contracts';
import { sentenceOf } from '#lib/earning/console/sentence.ts';
import { languages } from '#lib/shell/languages.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { fieldOf, ratesOf } from '#lib/setup/console/first-rule.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import { Faults, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const currenciesOf = async (api: Api): Promise<string[]> => {
  const data = await allLocations(api);
  return [...new Set(data.map(({ currency }) => currency))];
};
const allRules = (api: Api) => everyRow((page) => api.call(listEarningRules, { query: page }));

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api } = event.locals;
  const [currencies, rules] = await show(Promise.all([currenciesOf(api), allRules(api)]));
  return {
    currencies,
    live: rules
      .filter(({ liveVersion }) => liveVersion !== null)
      .map(({ id, effect, when, caps, countsTowardsStatus }) => ({
        id,
        parts: sentenceOf({ effect, when, caps, countsTowardsStatus, from: null, until: null, places: [] }),
      })),
  };
};

/** A draft of the same name comes from an earlier try. */
async function publishFirst(api: Api, rates: ReturnType<typeof ratesOf>): Promise<void> {
  const name = Object.fromEntries(languages.map((locale) => [locale, m.setup_rule_name({}, { locale })]));
  const body = { name, effect: { kind: 'points-per-money' as const, rates } };
  const left = (await allRules(api)).find(
    (rule) => rule.liveVersion === null && rule.name === m.setup_rule_name(),
  );
  const { id } = left
    ? await api.call(updateEarningRule, { params: { id: left.id }, version: left.version, body })
    : await api.call(createEarningRule, { body });
  await api.call(publishEarningRule, { params: { id } });
}

// With a field for each currency.
const firstRule = openForm('rule');

export const actions: Actions = {
  default: (event) =>
    submit(event, firstRule, async (values) => {
      const { api } = event.locals;
      const currencies = await currenciesOf(api);
      const rates = ratesOf(currencies, values);
      const wrong = currencies.filter((currency) => !rates.some((rate) => rate.currency === currency));
      if (wrong.length > 0) {
        const fields = wrong.map((currency) => [fieldOf(currency), m.setup_rule_wrong()] as const);
        throw new Faults(Object.fromEntries(fields));
      }
      await publishFirst(api, rates);
      redirect(303, pathOf('points'));
    }),
};
