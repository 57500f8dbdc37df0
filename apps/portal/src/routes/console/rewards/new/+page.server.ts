import { redirect } from '@sveltejs/kit';
import { createReward } from '@regulars/contracts';
import { rewardBody } from '#lib/rewards/console/reward-body.server.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions } from './$types';

// With a field for each language.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const { api, club } = event.locals;
      const body = faultless(rewardBody(values, club?.timeZone ?? 'UTC'));
      const reward = await api.call(createReward, { body });
      redirect(303, `/console/rewards/${reward.id}`);
    }),
};
