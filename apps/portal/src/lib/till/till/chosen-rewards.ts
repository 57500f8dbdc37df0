import type { Checkout, OfferedReward, RewardKind } from '@regulars/contracts';
import { mostCartRewards, mostRewardPieces } from '@regulars/contracts/endpoints';

/** A reward that the member redeems with the open purchase, as the list of rewards told it. */
export type ChosenReward = Pick<OfferedReward, 'id' | 'kind' | 'name' | 'effect'> & {
  readonly count: number;
};

/**
 * With one more piece of it. It comes last, so that points that do not suffice for all refuse this one, and none that was
 * chosen before.
 */
export function withOneMore(
  chosen: readonly ChosenReward[],
  { id, kind, name, effect }: Omit<ChosenReward, 'count'>,
): readonly ChosenReward[] {
  const count = countOf(chosen, id) + 1;
  return [...chosen.filter((each) => each.id !== id), { id, kind, name, effect, count }];
}

export const countOf = (chosen: readonly ChosenReward[], id: string): number =>
  chosen.find((each) => each.id === id)?.count ?? 0;

/** A cart takes no more than this. */
export const isFull = (chosen: readonly ChosenReward[], id: string): boolean =>
  chosen.reduce((sum, { count }) => sum + count, 0) >= mostRewardPieces ||
  (chosen.length >= mostCartRewards && countOf(chosen, id) === 0);

/** As a cart asks for them. */
export const sentRewards = (chosen: readonly ChosenReward[]): { id: string; count: number }[] =>
  chosen.map(({ id, count }) => ({ id, count }));

export type RewardFate = 'handed-over' | 'lowers-price' | 'for-later';

const fates = {
  product: 'handed-over',
  sample: 'handed-over',
  discount: 'for-later',
  ticket: 'for-later',
  'partner-code': 'for-later',
} satisfies { [K in RewardKind]: RewardFate };

/** What becomes of it at a till: goods are handed over, a discount with an effect lowers this purchase, and the rest is a voucher. */
export const fateOf = ({ kind, effect }: Pick<ChosenReward, 'kind' | 'effect'>): RewardFate =>
  effect ? 'lowers-price' : fates[kind];

/** The points that the member has for more rewards. */
export const pointsLeft = (available: number, checkout: Checkout | null): number =>
  (checkout?.rewards ?? []).reduce((left, { points }) => left - points, available);

/** Why the member can probably not redeem it here and now. The price of the cart decides. */
export type Obstacle = 'limit-reached' | 'out-of-stock' | 'none-here' | { readonly missing: number };

export function obstacleOf(reward: OfferedReward, left: number, location: string): Obstacle | null {
  if (reward.limitReached) return 'limit-reached';
  if (reward.stock === 0) return 'out-of-stock';
  const here = reward.stockByLocation?.find((each) => each.location === location);
  if (reward.stockByLocation && (here?.stock ?? 0) === 0) return 'none-here';
  return reward.points > left ? { missing: reward.points - left } : null;
}

/** Besides the points for all pieces, in the currency of the till where it has one. */
export const toPayHere = (
  toPay: OfferedReward['toPay'],
  currency: string,
  count: number,
): NonNullable<OfferedReward['toPay']> | null => {
  if (!toPay) return null;
  const here = toPay.filter((each) => each.currency === currency);
  return (here.length > 0 ? here : toPay).map((each) => ({ ...each, amount: each.amount * count }));
};
