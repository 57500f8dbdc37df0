import { m } from '#lib/paraglide/messages.js';
import type { RewardFate } from './chosen-rewards.ts';

/** What the cashier does with a reward. */
export const fateText: Record<RewardFate, () => string> = {
  'handed-over': m.till_reward_handed,
  'lowers-price': m.till_reward_lowers,
  'for-later': m.till_reward_later,
};
