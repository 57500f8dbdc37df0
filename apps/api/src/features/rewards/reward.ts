import type { Condition } from '@regulars/conditions';
import type { BodyOf, createReward, OfferedReward, Reward, Texts, Tier } from '@regulars/contracts';
import {
  missingPoints,
  rewardLimitReached,
  rewardRefusal,
  voucherExpiry,
  type Instant,
  type RewardTerms,
} from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';

/** What a location has of a reward. */
export interface LocationStock {
  readonly locationId: string;
  readonly stock: number;
}

export interface RewardRow {
  id: string;
  version: number;
  kind: Reward['kind'];
  state: Reward['state'];
  name: Texts;
  description: Texts | null;
  category: Texts;
  picture: Reward['picture'];
  points: number;
  toPay: Reward['toPay'];
  /** What a discount takes off a cart; null if the cashier enters it. */
  effect: Reward['effect'];
  event: Reward['event'];
  tierPrices: Reward['tierPrices'];
  /** The sum of `stocks`, if it has some. */
  stock: number | null;
  /** Null for one stock for the club. */
  stocks: readonly LocationStock[] | null;
  /** From which the stock is low; null for never. */
  lowStock: number | null;
  perMember: number | null;
  validFrom: Date | null;
  validUntil: Date | null;
  voucherDays: number;
  tierId: string | null;
  /** Of those who see and redeem it; null for all. */
  audience: Condition | null;
  updatedAt: Date;
}

export interface CountedReward extends RewardRow {
  /** Redemptions that were not cancelled. */
  redeemed: number;
}

export type NewReward = Omit<BodyOf<typeof createReward>, 'category'> & { category: Texts };

/** A reward whose category is not in one language yet. */
export type RewardRecord = Omit<Reward, 'category' | 'categoryTexts'> & { readonly category: Texts };
export type OfferedRecord = Omit<OfferedReward, 'category'> & { readonly category: Texts };

export const showReward = (
  row: CountedReward,
  stockByLocation: RewardRecord['stockByLocation'],
): RewardRecord => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  name: row.name,
  description: row.description,
  category: row.category,
  picture: row.picture,
  points: row.points,
  toPay: row.toPay,
  effect: row.effect,
  event: row.event,
  tierPrices: row.tierPrices,
  stock: row.stock,
  stockByLocation,
  lowStock: row.lowStock,
  perMember: row.perMember,
  validFrom: row.validFrom && toInstant(row.validFrom),
  validUntil: row.validUntil && toInstant(row.validUntil),
  voucherDays: row.voucherDays,
  tierId: row.tierId,
  audience: row.audience,
  redeemed: row.redeemed,
  updatedAt: toInstant(row.updatedAt),
});

export const termsOf = (row: RewardRow): RewardTerms => ({
  state: row.state,
  validity: {
    from: row.validFrom && row.validFrom.getTime(),
    until: row.validUntil && row.validUntil.getTime(),
  },
  eventAt: row.event && Date.parse(row.event.startsAt),
  stock: row.stock,
  perMember: row.perMember,
});

/** When a voucher that is issued now ends: that of a ticket with its event. */
export const expiryOf = (
  { event, voucherDays }: Pick<RewardRow, 'event' | 'voucherDays'>,
  at: Instant,
  zone: string,
): Instant => (event ? Date.parse(event.endsAt) : voucherExpiry(at, voucherDays, zone));

/** Throws the `rewardRefusal` of a member who has redeemed it `taken` times. */
export const assertRedeemable = (reward: RewardRow, now: number, taken: number): void => {
  const refusal = rewardRefusal(termsOf(reward), taken, now);
  if (refusal === 'reward-limit-reached')
    throw new ClubError(refusal, `${taken} of ${reward.perMember ?? taken}`);
  if (refusal) throw new ClubError(refusal);
};

type Price = Pick<RewardRow, 'points' | 'toPay'>;

/** Throws `reward-price-changed`: a tier or the reward has changed since the member read the price. */
export const assertSamePrice = (told: Price, now: Price): void => {
  if (written(told) === written(now)) return;
  throw ClubError.field('reward-price-changed', '/price', `it costs ${now.points} points now`);
};

const written = ({ points, toPay }: Price): string =>
  [points, ...(toPay ?? []).map(({ amount, currency }) => `${amount} ${currency}`).toSorted()].join();

/** A reward that a member may redeem. */
export interface OpenReward {
  readonly row: CountedReward;
  /** For which it is kept. */
  readonly tier: Tier | undefined;
  /** What the member pays. */
  readonly points: number;
}

const sumOf = (stocks: readonly { readonly stock: number }[]): number =>
  stocks.reduce((sum, { stock }) => sum + stock, 0);

/** A live reward as a member with this balance sees it. `redeemed` counts the member's own redemptions. */
export const showOffered = (
  { row: reward, tier, points }: OpenReward,
  available: number,
  stockByLocation: OfferedRecord['stockByLocation'],
): OfferedRecord => ({
  id: reward.id,
  kind: reward.kind,
  name: reward.name,
  description: reward.description,
  category: reward.category,
  picture: reward.picture,
  points,
  usualPoints: reward.points,
  toPay: reward.toPay,
  effect: reward.effect,
  event: reward.event,
  missing: missingPoints(points, available),
  stock: stockByLocation ? sumOf(stockByLocation) : reward.stock,
  stockByLocation,
  limitReached: rewardLimitReached(termsOf(reward), reward.redeemed),
  validUntil: reward.validUntil && toInstant(reward.validUntil),
  voucherDays: reward.voucherDays,
  tier: tier ? { code: tier.code, name: tier.name } : null,
});
