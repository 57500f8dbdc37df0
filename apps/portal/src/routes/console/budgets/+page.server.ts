import { createBudget, listBudgets, removeBudget, updateBudget } from '@regulars/contracts';
import { budgetPeriods } from '#lib/earning/console/budget-names.ts';
import { wholeOf } from '#lib/earning/console/kinds/kind.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, asNumber, oneOf, readBy, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

/** Means no location. */
const club = 'club';
const largest = 999_999_999_999;

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 100, ...(cursor ? { cursor } : {}) };
  const [budgets, locations] = await show(Promise.all([api.call(listBudgets, { query }), allLocations(api)]));
  const taken = new Set(budgets.data.map(({ location }) => location?.id ?? club));
  const holders = [
    { value: club, label: m.budgets_club() },
    ...locations.filter(({ active }) => active).map(({ id: value, name: label }) => ({ value, label })),
  ].filter(({ value }) => !taken.has(value));
  return { budgets, holders, wholeClub: session?.locationIds.length === 0 };
};

const save = form('save', {
  id: anyText,
  version: asNumber,
  holder: anyText,
  per: oneOf(budgetPeriods, 'month'),
  points: readBy((typed) => wholeOf(typed, largest), m.budgets_wrong),
});
const end = form('end', { id: someText });

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      ({ id, version, holder, ...body }) => {
        const { api } = event.locals;
        const locationId = holder === club ? null : holder;
        return id
          ? api.call(updateBudget, { params: { id }, body, version })
          : api.call(createBudget, { body: { ...body, locationId } });
      },
      { names: { locationId: 'holder' }, atField: { 'already-taken': ['holder', m.budgets_taken()] } },
    ),
  end: (event) => submit(event, end, (params) => event.locals.api.call(removeBudget, { params })),
};
