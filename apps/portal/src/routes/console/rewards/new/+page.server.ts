import { redirect } from '@sveltejs/kit';
import { createReward } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { rewardBody } from '#lib/rewards/console/reward-body.server.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  save: async ({ request, locals: { api, club } }) => {
    const values = typedValues(await request.formData());
    const { body, fields } = rewardBody(values, club?.timeZone ?? 'UTC');
    if (Object.keys(fields).length > 0) return refuseAt('save', values, fields);
    return attempt('save', values, async () => {
      const reward = await api.call(createReward, { body });
      redirect(303, `/console/rewards/${reward.id}`);
    });
  },
};
