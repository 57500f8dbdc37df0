import {
  createEarningRule,
  getEarningRule,
  ruleTermsOf,
  type EarningRule,
  type RuleContent,
} from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { someText } from '#lib/server/fields.ts';
import { form } from '#lib/server/submit.ts';
import { copiedNames } from '#lib/shell/copied-names.ts';

export const duplicateForm = form('duplicate', { id: someText });

/** Creates a draft with the newest content of the rule. Returns its id. */
export async function duplicateRule(api: Api, id: string): Promise<string> {
  const rule = await api.call(getEarningRule, { params: { id } });
  const copy = await api.call(createEarningRule, { body: copyOf(rule) });
  return copy.id;
}

const longestName = 120;

const copyOf = (rule: EarningRule): RuleContent => ({
  ...ruleTermsOf(rule),
  name: copiedNames(rule.nameTexts, longestName),
});
