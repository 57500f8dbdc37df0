import { getClub, updateClub, type TillSettings } from '@regulars/contracts';
import { cardNumberLengths, isNumbering, unusualAmount } from '@regulars/loyalty';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, readBy } from '#lib/server/fields.ts';
import { faultless, Faults, form, openForm, submit } from '#lib/server/submit.ts';
import { majorOf, minorOf } from '#lib/shell/form/amount.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [settings, { locations, categories }] = await show(
    Promise.all([api.call(getClub), conditionChoices(api)]),
  );
  const { askAbove, categoryNames } = settings.till;
  const currencies = [...new Set(locations.map(({ currency }) => currency))].sort();
  const named = new Map(categoryNames.map(({ category, names }) => [category, names]));
  return {
    version: settings.version,
    cards: settings.cards,
    languages: settings.languages,
    limits: currencies.map((currency) => {
      const chosen = askAbove.find((limit) => limit.currency === currency);
      return {
        currency,
        chosen: chosen ? majorOf(chosen.amount, currency) : '',
        otherwise: unusualAmount(currency, []),
      };
    }),
    categories: [...new Set([...categories, ...named.keys()])].map((category) => ({
      category,
      names: named.get(category) ?? {},
    })),
  };
};

// A row for each currency and category.
const save = openForm('till');

/** Fields `limit_<currency>`, `category_<n>` and `name_<n>_<language>`. */
function tillOf(values: Record<string, string>) {
  const fields: Record<string, string> = {};
  const askAbove: TillSettings['askAbove'] = [];
  for (const [name, typed] of Object.entries(values)) {
    const currency = /^limit_([A-Z]{3})$/u.exec(name)?.[1];
    if (currency === undefined || typed === '') continue;
    const amount = minorOf(typed, currency);
    if (amount === null) fields[name] = m.console_products_price_wrong();
    else askAbove.push({ amount, currency });
  }
  const categoryNames = Object.entries(values).flatMap(([name, category]) => {
    const row = /^category_(\d+)$/u.exec(name)?.[1];
    const names = row === undefined ? null : textsIn(values, `name_${row}`);
    return names ? [{ category, names }] : [];
  });
  return { body: { till: { askAbove, categoryNames } }, fields };
}

const lengthOf = (typed: string): number | null =>
  cardNumberLengths.includes(Number(typed)) ? Number(typed) : null;
const numbers = form('cards', {
  version: asNumber,
  prefix: anyText,
  length: readBy(lengthOf, m.console_card_numbers_wrong),
});

export const actions: Actions = {
  cards: (event) =>
    submit(event, numbers, ({ version, prefix, length }) => {
      const cards = { prefix: prefix.trim(), length };
      if (!isNumbering(cards)) throw new Faults({ prefix: m.console_card_numbers_wrong() });
      return event.locals.api.call(updateClub, { body: { cards }, version });
    }),

  till: (event) =>
    submit(event, save, (values) =>
      event.locals.api.call(updateClub, { body: faultless(tillOf(values)), version: Number(values.version) }),
    ),
};
