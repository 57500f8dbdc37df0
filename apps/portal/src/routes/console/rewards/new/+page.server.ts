import { redirect } from '@sveltejs/kit';
import { createReward, listTiers } from '@regulars/contracts';
import { sellingCurrencies } from '#lib/club/shared/all-locations.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { rewardBody } from '#lib/rewards/console/reward-body.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [tiers, currencies, count, choices] = await show(
    Promise.all([api.call(listTiers), sellingCurrencies(api), audienceCount(api, null), memberChoices(api)]),
  );
  return { tiers: tiers.data.map(({ id, name }) => ({ id, name })), currencies, count, choices };
};

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
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
};
