import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show, type Api } from '#lib/server/api.ts';
import { rewardsByName } from '#lib/rewards/shared/rewards-by-name.server.ts';

/** What the editor offers to choose. */
export async function formData(api: Api) {
  const [rewards, choices] = await show(Promise.all([rewardsByName(api), conditionChoices(api)]));
  return { rewards, choices };
}
