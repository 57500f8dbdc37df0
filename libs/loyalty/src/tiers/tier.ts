/** A tier. `threshold` is the required credit, ≥ 0. */
export interface Tier {
  readonly code: string;
  readonly threshold: number;
}

/** The highest tier for this credit; null below all. The order of the tiers does not matter. */
export function tierOf<T extends Tier>(tiers: readonly T[], credit: number): T | null {
  return tiers
    .filter((tier) => tier.threshold <= credit)
    .reduce<T | null>((best, tier) => (best && best.threshold >= tier.threshold ? best : tier), null);
}

export interface NextTier<T extends Tier> {
  readonly tier: T;
  /** Missing credit, > 0. */
  readonly missing: number;
}

/** The lowest tier above the credit; null at the top. */
export function nextTier<T extends Tier>(tiers: readonly T[], credit: number): NextTier<T> | null {
  const tier = tiers
    .filter((candidate) => candidate.threshold > credit)
    .reduce<T | null>((best, next) => (best && best.threshold <= next.threshold ? best : next), null);
  return tier && { tier, missing: tier.threshold - credit };
}

/** Whether a member of `held` has what the club keeps for members of `least` and above. Null is below every tier. */
export const isAtLeast = (held: Pick<Tier, 'threshold'> | null, least: Pick<Tier, 'threshold'>): boolean =>
  held !== null && held.threshold >= least.threshold;

/** The tiers that a member passes on the way up, the last one included, the lowest first. Null is below all. */
export function tiersPassed<T extends Tier>(
  tiers: readonly T[],
  { from, to }: { readonly from: string | null; readonly to: string | null },
): T[] {
  const thresholdOf = (code: string | null): number =>
    tiers.find((tier) => tier.code === code)?.threshold ?? -1;
  const [below, upTo] = [thresholdOf(from), thresholdOf(to)];
  return tiers
    .filter(({ threshold }) => threshold > below && threshold <= upTo)
    .sort((one, other) => one.threshold - other.threshold);
}

/** The new tier after a posting; null if it is not above the current one. */
export function tierReached<T extends Tier>(
  tiers: readonly T[],
  current: T | null,
  credit: number,
): T | null {
  const reached = tierOf(tiers, credit);
  return reached && (current === null || reached.threshold > current.threshold) ? reached : null;
}

/** How far a member falls when a period earned less: to what it earned, or one step at a time. */
export type TierDowngrade = 'to-earned' | 'one-step';

const landings: Readonly<
  Record<TierDowngrade, <T extends Tier>(tiers: readonly T[], current: T, earned: T | null) => T | null>
> = {
  'to-earned': (_, __, earned) => earned,
  'one-step': (tiers, current) => tierOf(tiers, current.threshold - 1),
};

/** The tier after a review of the earned one: what the credit earns if that is more, else a landing below. */
export function tierAfterReview<T extends Tier>(
  tiers: readonly T[],
  current: T | null,
  credit: number,
  downgrade: TierDowngrade,
): T | null {
  const earned = tierOf(tiers, credit);
  if (!current || (earned && earned.threshold >= current.threshold)) return earned;
  return landings[downgrade](tiers, current, earned);
}
