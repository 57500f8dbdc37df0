import type { RewardKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The names of the kinds of rewards. */
export const rewardKindNames: Record<RewardKind, () => string> = {
  product: m.common_reward_kind_product,
  discount: m.common_reward_kind_discount,
  sample: m.common_reward_kind_sample,
};

/** Null for a product: goods are what members expect. */
export const markedKind = (kind: RewardKind): string | null =>
  kind === 'product' ? null : rewardKindNames[kind]();
