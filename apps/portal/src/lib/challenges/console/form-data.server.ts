import { listRewards } from '@regulars/contracts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show, type Api } from '#lib/server/api.ts';

/** What the editor offers to choose. */
export async function formData(api: Api) {
  const [rewards, choices] = await show(
    Promise.all([api.call(listRewards, { query: { limit: 200, sort: 'name' } }), conditionChoices(api)]),
  );
  return { rewards: rewards.data, choices };
}
