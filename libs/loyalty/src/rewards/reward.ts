import type { Instant } from '../clock.ts';

export interface RewardTerms {
  readonly state: 'draft' | 'live' | 'paused';
  /** Null is open-ended; `until` is exclusive. */
  readonly validity: { readonly from: Instant | null; readonly until: Instant | null };
  /** When the event of a ticket begins; null for other rewards. */
  readonly eventAt: Instant | null;
  /** Remaining stock; null is unlimited. */
  readonly stock: number | null;
  /** How often one member may redeem it; null is unlimited. */
  readonly perMember: number | null;
}

export type RewardRefusal = 'reward-not-available' | 'event-begun' | 'reward-limit-reached' | 'out-of-stock';

/** Why a member who has redeemed it `taken` times cannot redeem it now; null if only points are needed. */
export function rewardRefusal(reward: RewardTerms, taken: number, now: Instant): RewardRefusal | null {
  const { state, validity, stock } = reward;
  if (state !== 'live') return 'reward-not-available';
  if (validity.from !== null && now < validity.from) return 'reward-not-available';
  if (validity.until !== null && now >= validity.until) return 'reward-not-available';
  if (eventBegun(reward.eventAt, now)) return 'event-begun';
  if (rewardLimitReached(reward, taken)) return 'reward-limit-reached';
  return stock === 0 ? 'out-of-stock' : null;
}

/** Whether a ticket can no longer be redeemed or given back. */
export const eventBegun = (eventAt: Instant | null, now: Instant): boolean =>
  eventAt !== null && now >= eventAt;

export const rewardLimitReached = ({ perMember }: Pick<RewardTerms, 'perMember'>, taken: number): boolean =>
  perMember !== null && taken >= perMember;

/** What members of a tier and above pay instead of the usual price. */
export interface TierPrice {
  readonly tierId: string;
  readonly points: number;
}

/**
 * The price for a member: that of the highest tier reached that has one, else the usual one.
 *
 * @param reached ids of tiers, highest first
 */
export function rewardPrice(
  { points, tierPrices }: { readonly points: number; readonly tierPrices: readonly TierPrice[] },
  reached: readonly string[],
): number {
  const id = reached.find((tier) => tierPrices.some(({ tierId }) => tierId === tier));
  return tierPrices.find(({ tierId }) => tierId === id)?.points ?? points;
}

export const missingPoints = (price: number, available: number): number => Math.max(0, price - available);

/** An offered reward as one member sees it. */
export interface RewardInReach {
  readonly points: number;
  /** Missing points. */
  readonly missing: number;
  readonly limitReached: boolean;
  readonly stock: number | null;
}

export type Reach = 'limit-reached' | 'out-of-stock' | 'too-few-points' | 'redeemable';

/** What prevents the member from redeeming, in the order in which redeeming would refuse. */
export function reachOf({ limitReached, stock, missing }: RewardInReach): Reach {
  if (limitReached) return 'limit-reached';
  if (stock === 0) return 'out-of-stock';
  return missing > 0 ? 'too-few-points' : 'redeemable';
}

/** Whether it can be redeemed at all, given enough points. */
export const canBeHad = ({ limitReached, stock }: RewardInReach): boolean => !limitReached && stock !== 0;

/** Affordable first, then the nearest. Unavailable rewards come last. */
export const byReach = (one: RewardInReach, other: RewardInReach): number =>
  Number(canBeHad(other)) - Number(canBeHad(one)) || one.missing - other.missing || one.points - other.points;

/** The next goal: the nearest reward that is not affordable yet. */
export const nextGoal = <R extends RewardInReach>(rewards: readonly R[]): R | undefined => notYet(rewards)[0];

/** At most two reached rewards and the next one, cheapest first, each at a different price. */
export function stepsToGoal<R extends RewardInReach>(rewards: readonly R[]): R[] {
  const goal = nextGoal(rewards);
  const reached = affordable(rewards).filter(
    (reward, index, all) => all.findIndex(({ points }) => points === reward.points) === index,
  );
  const steps = [...reached.slice(0, goal ? 2 : 3), ...(goal ? [goal] : [])];
  return steps.toSorted((one, other) => one.points - other.points);
}

/** What to show a member: the best affordable rewards, then the nearest one, which always has a place. */
export function rewardsToShow<R extends RewardInReach>(rewards: readonly R[], room: number): R[] {
  const [now, later] = [affordable(rewards), notYet(rewards)];
  const keptForLater = Math.min(later.length, Math.max(1, room - now.length));
  return [...now.slice(0, room - keptForLater), ...later.slice(0, keptForLater)];
}

/** The best reward that these points would pay for, for example expiring ones. */
export const bestFor = <R extends RewardInReach>(rewards: readonly R[], points: number): R | undefined =>
  affordable(rewards).find((reward) => reward.points <= points);

/** The most valuable first. */
const affordable = <R extends RewardInReach>(rewards: readonly R[]): R[] =>
  rewards
    .filter((reward) => reachOf(reward) === 'redeemable')
    .toSorted((one, other) => other.points - one.points);

/** The nearest first. */
const notYet = <R extends RewardInReach>(rewards: readonly R[]): R[] =>
  rewards
    .filter((reward) => reachOf(reward) === 'too-few-points')
    .toSorted((one, other) => one.missing - other.missing);
