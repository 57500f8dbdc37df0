import { listBackTests, simulateEarningRule, type BackTest } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { Faults, form } from '#lib/server/submit.ts';
import { sentContent } from './rules.server.ts';

export const backTestForm = form('backtest', { days: anyText, content: someText });

/** Starts a back-test of the draft in the editor. */
export async function startBackTest(
  { api, zone, id }: { api: Api; zone: string; id: string },
  { days, content }: { days: string; content: string },
): Promise<void> {
  const rule = sentContent(content, zone);
  if (!rule) throw new Faults({ content: m.common_field_required() });
  await api.call(simulateEarningRule, { body: { rule: { ...rule, id }, days: Number(days) } });
}

/** The latest of this rule. */
export const latestBackTests = async (api: Api, rule: string): Promise<BackTest[]> =>
  (await api.call(listBackTests, { query: { rule, limit: 3 } })).data;
