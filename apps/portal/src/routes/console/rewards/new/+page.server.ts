import { redirect } from '@sveltejs/kit';
import { createReward, listTiers } from '@regulars/contracts';
import { rewardBody } from '#lib/rewards/console/reward-body.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  tiers: (await show(locals.api.call(listTiers))).data.map(({ id, name }) => ({ id, name })),
});

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
