import { redirect } from '@sveltejs/kit';
import { createEarningRule } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { sentContent } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  choices: await show(conditionChoices(api)),
});

export const actions: Actions = {
  save: async ({ request, locals: { api, club } }) => {
    const values = typedValues(await request.formData());
    const body = sentContent(values.content, club?.timeZone ?? 'UTC');
    if (!body) return refuseAt('save', values, { content: m.common_field_required() });
    return attempt('save', values, async () => {
      const rule = await api.call(createEarningRule, { body });
      redirect(303, `/console/rules/${rule.id}`);
    });
  },
};
