import {
  createDiscountCategory,
  listDiscountCategories,
  removeDiscountCategory,
  updateDiscountCategory,
} from '@regulars/contracts';
import { lastDiscountPriority, usualDiscountPriorities, withinCategory } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, show } from '#lib/server/api.ts';
import { anyText, asNumber, oneOf, readBy, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session } }) => ({
  categories: (await show(api.call(listDiscountCategories))).data,
  wholeClub: session?.locationIds.length === 0,
});

const usual: readonly number[] = Object.values(usualDiscountPriorities);
const priorityOf = (typed: string): number | null => {
  const number = /^\d{1,3}$/u.test(typed) ? Number(typed) : 0;
  return number >= 1 && number <= lastDiscountPriority && !usual.includes(number) ? number : null;
};

const save = form('save', {
  id: anyText,
  version: asNumber,
  name_de: anyText,
  name_en: anyText,
  name_cs: anyText,
  priority: readBy(priorityOf, m.discountcategories_priority_wrong),
  within: oneOf(withinCategory, 'all'),
});
const remove = form('remove', { id: someText });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async ({ id, version, priority, within, ...typed }) => {
      const { api } = event.locals;
      const name = textsIn(typed, 'name');
      if (!name) throw new Faults({ name: m.common_field_required() });
      const body = { name, priority, within };
      try {
        return await (id
          ? api.call(updateDiscountCategory, { params: { id }, body, version })
          : api.call(createDiscountCategory, { body }));
      } catch (problem) {
        throw takenOf(problem) ?? problem;
      }
    }),
  remove: (event) =>
    submit(event, remove, (params) => event.locals.api.call(removeDiscountCategory, { params })),
};

/** The field that another category has the same in. */
const takenOf = (problem: unknown): Faults | null => {
  if (!(problem instanceof ApiProblem) || problem.code !== 'already-taken') return null;
  const isNumber = Object.hasOwn(problem.fields, '/priority');
  return new Faults(
    isNumber
      ? { priority: m.discountcategories_priority_taken() }
      : { name: m.discountcategories_name_taken() },
  );
};
