import { createTier, listTiers, updateTier } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { tierBody } from '#lib/tiers/console/tier-body.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  tiers: (await show(locals.api.call(listTiers))).data,
  qualifyingPeriod: locals.club?.points.qualifyingPeriod ?? 'calendar-year',
});

export const actions: Actions = {
  save: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const { body, fields } = tierBody(values);
    if (Object.keys(fields).length > 0) return refuseAt('save', values, fields);
    return attempt('save', values, () =>
      values.id
        ? api.call(updateTier, { params: { id: values.id }, body, version: Number(values.version) })
        : api.call(createTier, { body }),
    );
  },
};
