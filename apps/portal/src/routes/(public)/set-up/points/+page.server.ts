import { redirect } from '@sveltejs/kit';
import { createReward, getClub, listRewards, updateClub, type Club } from '@regulars/contracts';
import { policyBody } from '#lib/club/console/settings-body.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import type { Actions, PageServerLoad } from './$types';

type Values = Record<string, string>;

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api } = event.locals;
  const [settings, rewards] = await show(
    Promise.all([api.call(getClub), api.call(listRewards, { query: { limit: 1 } })]),
  );
  return { settings, hasReward: rewards.data.length > 0 };
};

/** The first reward; null without a name. */
function rewardIn({ rewardName = '', rewardPoints = '' }: Values, club: Club) {
  const name = rewardName.trim();
  if (name === '') return { body: null, fields: {} };
  const points = /^\d{1,7}$/u.test(rewardPoints) ? Number(rewardPoints) : 0;
  const fields: Values = points > 0 ? {} : { rewardPoints: m.setup_points_reward_wrong() };
  const texts = Object.fromEntries(club.languages.map((language) => [language, name]));
  return { body: { name: texts, points, state: 'live' as const }, fields };
}

// The months belong to some ways to expire alone.
const worth = openForm('points');

export const actions: Actions = {
  default: (event) =>
    submit(event, worth, async (values) => {
      const { api } = event.locals;
      const club = await api.call(getClub);
      const { pendingDays, reinstatementDays } = club.points;
      const kept = {
        pendingDays: String(pendingDays),
        reinstatementDays: String(reinstatementDays),
      };
      const policy = policyBody({ ...kept, ...values }, club);
      const reward = rewardIn(values, club);
      faultless({ body: null, fields: { ...policy.fields, ...reward.fields } });
      await api.call(updateClub, { body: policy.body, version: club.version }).then(forgetClub);
      if (reward.body) await api.call(createReward, { body: reward.body });
      redirect(303, pathOf('tiers'));
    }),
};
