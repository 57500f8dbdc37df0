import { redirect } from '@sveltejs/kit';
import {
  getEarningRule,
  listRulePublications,
  listRuleVersions,
  pauseEarningRule,
  publishEarningRule,
  updateEarningRule,
  withdrawEarningRule,
} from '@regulars/contracts';
import { instantOf } from '#lib/server/local-time.server.ts';
import { backTestForm, latestBackTests, startBackTest } from '#lib/earning/console/back-test.server.ts';
import { duplicateForm, duplicateRule } from '#lib/earning/console/duplicate.server.ts';
import { endTrial, endTrialForm, waitsForApproval } from '#lib/earning/console/share-trial.server.ts';
import { receiptsToTry, trialForm, tryRule } from '#lib/earning/console/rule-trial.server.ts';
import {
  localContent,
  ruleGroups,
  sentContent,
  shownVersions,
  statusByPoints,
} from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club, session }, params }) => {
  const zone = club?.timeZone ?? 'UTC';
  // It covers all locations, so callers bound to some have none.
  const mayBackTest = session?.locationIds.length === 0;
  const [rule, versions, publications, choices, groups, receipts, backTests, waits] = await show(
    Promise.all([
      api.call(getEarningRule, { params }),
      api.call(listRuleVersions, { params }),
      api.call(listRulePublications, { params }),
      conditionChoices(api),
      ruleGroups(api),
      receiptsToTry(api),
      mayBackTest ? latestBackTests(api, params.id) : [],
      waitsForApproval(api, params.id),
    ]),
  );
  return {
    rule,
    content: localContent(rule, zone),
    versions: shownVersions(versions, zone),
    publications: publications.data,
    now: new Date().toISOString(),
    choices,
    groups,
    statusByPoints: statusByPoints(club),
    receipts,
    backTests,
    mayBackTest,
    waits,
  };
};

// The editor sends the whole rule as JSON.
const save = form('save', { version: asNumber, content: someText });
const publish = form('publish', { when: anyText, from: anyText, whom: anyText, share: anyText });
const withdraw = form('withdraw', {});
const pause = form('pause', {});

/** Throws `Faults` if it is not a percentage of a trial. */
const percentOf = (typed: string): number => {
  const share = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  if (share < 1 || share > 90) throw new Faults({ share: m.console_publish_percent_wrong() });
  return share;
};

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ version, content }) => {
      const { api, club } = event.locals;
      const body = sentContent(content, club?.timeZone ?? 'UTC');
      if (!body) throw new Faults({ content: m.common_field_required() });
      return api.call(updateEarningRule, { params: event.params, body, version });
    }),
  publish: (event) =>
    submit(event, publish, ({ when, from: typed, whom, share: percent }) => {
      const { api, club } = event.locals;
      const from = when === 'at' ? instantOf(typed, club?.timeZone ?? 'UTC') : undefined;
      if (from === null) throw new Faults({ from: m.common_field_required() });
      const share = whom === 'share' ? percentOf(percent) : undefined;
      const body = { ...(from ? { from } : {}), ...(share === undefined ? {} : { share }) };
      return api.call(publishEarningRule, { params: event.params, body });
    }),
  withdraw: (event) =>
    submit(event, withdraw, () => event.locals.api.call(withdrawEarningRule, { params: event.params })),
  pause: (event) =>
    submit(event, pause, () => event.locals.api.call(pauseEarningRule, { params: event.params })),
  end: (event) => submit(event, endTrialForm, (sent) => endTrial(event.locals.api, event.params, sent)),
  duplicate: (event) =>
    submit(event, duplicateForm, async () => {
      redirect(303, `/console/rules/${await duplicateRule(event.locals.api, event.params.id)}`);
    }),
  backtest: (event) =>
    submit(event, backTestForm, (sent) => {
      const { api, club } = event.locals;
      return startBackTest({ api, zone: club?.timeZone ?? 'UTC', id: event.params.id }, sent);
    }),
  try: (event) =>
    submit(event, trialForm, (sent) => {
      const { api, club } = event.locals;
      return tryRule({ api, zone: club?.timeZone ?? 'UTC', id: event.params.id }, sent);
    }),
};
