import {
  createEarningRule,
  getEarningRule,
  ruleTermsOf,
  type EarningRule,
  type RuleContent,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import type { Api } from '#lib/server/api.ts';
import { someText } from '#lib/server/fields.ts';
import { form } from '#lib/server/submit.ts';

export const duplicateForm = form('duplicate', { id: someText });

/** Creates a draft with the newest content of the rule. Returns its id. */
export async function duplicateRule(api: Api, id: string): Promise<string> {
  const rule = await api.call(getEarningRule, { params: { id } });
  const copy = await api.call(createEarningRule, { body: copyOf(rule) });
  return copy.id;
}

const copyOf = (rule: EarningRule): RuleContent => ({
  ...ruleTermsOf(rule),
  name: copyNames(rule.nameTexts),
});

const longestName = 120;

/** A long name is cut, so that the mark of the copy fits. */
const copyNames = (names: RuleContent['name']): RuleContent['name'] =>
  Object.fromEntries(
    locales.flatMap((locale) => {
      const name = names[locale];
      if (!name) return [];
      const room = longestName - m.console_rules_copy({ name: '' }, { locale }).length;
      return [[locale, m.console_rules_copy({ name: name.slice(0, room) }, { locale })]];
    }),
  );
