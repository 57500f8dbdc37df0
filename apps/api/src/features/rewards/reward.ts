import type { BodyOf, createReward, OfferedReward, Reward, Texts } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';

export interface RewardRow {
  id: string;
  version: number;
  state: Reward['state'];
  name: Texts;
  description: Texts | null;
  category: string;
  picture: Reward['picture'];
  points: number;
  stock: number | null;
  per_member: number | null;
  valid_from: Date | null;
  valid_until: Date | null;
  voucher_days: number;
  updated_at: Date;
}

export interface CountedReward extends RewardRow {
  /** Redemptions that were not cancelled. */
  redeemed: number;
}

export type NewReward = BodyOf<typeof createReward>;

export const showReward = (row: CountedReward): Reward => ({
  id: row.id,
  version: row.version,
  state: row.state,
  name: row.name,
  description: row.description,
  category: row.category,
  picture: row.picture,
  points: row.points,
  stock: row.stock,
  perMember: row.per_member,
  validFrom: row.valid_from && toInstant(row.valid_from),
  validUntil: row.valid_until && toInstant(row.valid_until),
  voucherDays: row.voucher_days,
  redeemed: row.redeemed,
  updatedAt: toInstant(row.updated_at),
});

const isOffered = (reward: RewardRow, now: number): boolean =>
  reward.state === 'live' &&
  (reward.valid_from === null || reward.valid_from.getTime() <= now) &&
  (reward.valid_until === null || reward.valid_until.getTime() > now);

const limitReached = ({ per_member }: RewardRow, taken: number): boolean =>
  per_member !== null && taken >= per_member;

/**
 * Whether a member who has had the reward `taken` times may have it now.
 * Throws `reward-not-available`, `reward-limit-reached`, `out-of-stock`.
 */
export const assertRedeemable = (reward: RewardRow, now: number, taken: number): void => {
  if (!isOffered(reward, now)) throw new ClubError('reward-not-available');
  if (limitReached(reward, taken))
    throw new ClubError('reward-limit-reached', `${taken} of ${reward.per_member ?? taken}`);
  if (reward.stock === 0) throw new ClubError('out-of-stock');
};

/** A live reward as a member with this balance sees it. */
export const showOffered = (reward: RewardRow, taken: number, available: number): OfferedReward => ({
  id: reward.id,
  name: reward.name,
  description: reward.description,
  category: reward.category,
  picture: reward.picture,
  points: reward.points,
  missing: Math.max(0, reward.points - available),
  stock: reward.stock,
  limitReached: limitReached(reward, taken),
  validUntil: reward.valid_until && toInstant(reward.valid_until),
  voucherDays: reward.voucher_days,
});

/** Affordable first, then nearest; what cannot be had at all after its equals. */
export const byReach = (a: OfferedReward, b: OfferedReward): number =>
  a.missing - b.missing ||
  Number(isOut(a)) - Number(isOut(b)) ||
  a.points - b.points ||
  (a.id < b.id ? -1 : 1);

const isOut = ({ limitReached, stock }: OfferedReward): boolean => limitReached || stock === 0;
