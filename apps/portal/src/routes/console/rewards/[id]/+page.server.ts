import { getReward, rewardState, updateReward } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { localOf } from '#lib/server/local-time.server.ts';
import { rewardBody } from '#lib/rewards/console/reward-body.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const reward = await show(api.call(getReward, { params }));
  const zone = club?.timeZone ?? 'UTC';
  return {
    reward,
    local: { from: localOf(reward.validFrom, zone), until: localOf(reward.validUntil, zone) },
  };
};

export const actions: Actions = {
  save: async ({ request, locals: { api, club }, params }) => {
    const values = typedValues(await request.formData());
    const { body, fields } = rewardBody(values, club?.timeZone ?? 'UTC');
    if (Object.keys(fields).length > 0) return refuseAt('save', values, fields);
    return attempt('save', values, () =>
      api.call(updateReward, { params, body, version: Number(values.version) }),
    );
  },
  state: async ({ request, locals: { api }, params }) => {
    const values = typedValues(await request.formData());
    const state = rewardState.catch('paused').parse(values.state);
    return attempt('state', values, () =>
      api.call(updateReward, { params, body: { state }, version: Number(values.version) }),
    );
  },
};
