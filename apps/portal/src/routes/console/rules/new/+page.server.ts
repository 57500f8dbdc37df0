import { redirect } from '@sveltejs/kit';
import { createEarningRule } from '@regulars/contracts';
import { receiptsToTry, trialForm, tryRule } from '#lib/earning/console/rule-trial.server.ts';
import { ruleGroups, sentContent, statusByPoints } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club } }) => {
  const [choices, groups, receipts] = await show(
    Promise.all([conditionChoices(api), ruleGroups(api), receiptsToTry(api)]),
  );
  return { choices, groups, receipts, statusByPoints: statusByPoints(club) };
};

// The editor sends the whole rule as JSON.
const save = form('save', { content: someText });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async ({ content }) => {
      const { api, club } = event.locals;
      const body = sentContent(content, club?.timeZone ?? 'UTC');
      if (!body) throw new Faults({ content: m.common_field_required() });
      const rule = await api.call(createEarningRule, { body });
      redirect(303, `/console/rules/${rule.id}`);
    }),
  try: (event) =>
    submit(event, trialForm, (sent) => {
      const { api, club } = event.locals;
      return tryRule({ api, zone: club?.timeZone ?? 'UTC', id: null }, sent);
    }),
};
