import { listPurchases, simulateEarningRule, type ReplyOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { Faults, form } from '#lib/server/submit.ts';
import { sentContent } from './rules.server.ts';

/** The latest receipts of members, on which a rule can be tried. */
export const receiptsToTry = async (api: Api): Promise<ReplyOf<typeof listPurchases>['data']> =>
  (await api.call(listPurchases, { query: { limit: 20, anonymous: 'false' } })).data;

export const trialForm = form('try', { purchase: anyText, content: someText });

/** Tries the draft in the editor, in place of the saved rule or as one more. */
export function tryRule(
  { api, zone, id }: { api: Api; zone: string; id: string | null },
  { purchase: purchaseId, content }: { purchase: string; content: string },
): Promise<ReplyOf<typeof simulateEarningRule>> {
  const rule = sentContent(content, zone);
  if (!rule) throw new Faults({ content: m.common_field_required() });
  // A new rule may not have a name yet; the trial needs one to say what gave the points.
  const named = Object.keys(rule.name).length > 0 ? rule.name : m.console_rules_new();
  const draft = { ...rule, name: named, ...(id ? { id } : {}) };
  return api.call(simulateEarningRule, { body: { rule: draft, purchaseId } });
}
