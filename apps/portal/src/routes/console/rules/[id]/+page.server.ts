import {
  getEarningRule,
  getPurchase,
  listPurchases,
  listRulePublications,
  listRuleVersions,
  pauseEarningRule,
  publishEarningRule,
  recordPurchase,
  updateEarningRule,
  withdrawEarningRule,
} from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { instantOf } from '#lib/server/local-time.server.ts';
import { localContent, sentContent } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { trialOf } from '#lib/earning/console/trial.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const zone = club?.timeZone ?? 'UTC';
  const [rule, versions, publications, choices, receipts] = await show(
    Promise.all([
      api.call(getEarningRule, { params }),
      api.call(listRuleVersions, { params }),
      api.call(listRulePublications, { params }),
      conditionChoices(api),
      api.call(listPurchases, { query: { limit: 20, anonymous: 'false' } }),
    ]),
  );
  return {
    rule,
    content: localContent(rule, zone),
    versions: versions.data.map((version) => ({
      version: version.version,
      createdAt: version.createdAt,
      createdBy: version.createdBy,
      content: localContent(version, zone),
    })),
    publications: publications.data,
    now: new Date().toISOString(),
    choices,
    receipts: receipts.data,
  };
};

export const actions: Actions = {
  save: async ({ request, locals: { api, club }, params }) => {
    const values = typedValues(await request.formData());
    const body = sentContent(values.content, club?.timeZone ?? 'UTC');
    if (!body) return refuseAt('save', values, { content: m.common_field_required() });
    return attempt('save', values, () =>
      api.call(updateEarningRule, { params, body, version: Number(values.version) }),
    );
  },
  publish: async ({ request, locals: { api, club }, params }) => {
    const values = typedValues(await request.formData());
    const from = instantOf(values.from, club?.timeZone ?? 'UTC');
    if (values.when === 'at' && from === null)
      return refuseAt('publish', values, { from: m.common_field_required() });
    const body = values.when === 'at' && from !== null ? { from } : {};
    return attempt('publish', values, () => api.call(publishEarningRule, { params, body }));
  },
  withdraw: ({ locals, params }) =>
    attempt('withdraw', {}, () => locals.api.call(withdrawEarningRule, { params })),
  pause: ({ locals, params }) => attempt('pause', {}, () => locals.api.call(pauseEarningRule, { params })),
  try: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('try', values, async () => {
      const purchase = await api.call(getPurchase, { params: { id: values.purchase ?? '' } });
      const preview = await api.call(recordPurchase, { query: { dryRun: 'true' }, body: trialOf(purchase) });
      return {
        earned: preview.points?.earned ?? 0,
        pending: preview.points?.pending ?? 0,
        explanation: preview.explanation,
      };
    });
  },
};
