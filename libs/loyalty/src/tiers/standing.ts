import { nextTier, tierOf, type Tier } from './tier.ts';

/** The member's tier. Without a reached tier, it is the one with threshold 0, if there is one. */
export const currentTier = <T extends Tier & { readonly id: string }>(
  tiers: readonly T[],
  tierId: string | null,
): T | null => tiers.find(({ id }) => id === tierId) ?? tierOf(tiers, 0);

/**
 * The tier above the member's, and the missing credit. A tier can be kept with less credit than its threshold;
 * the next one is still the one above it.
 */
export function tierAhead<T extends Tier>(
  tiers: readonly T[],
  current: T,
  credit: number,
): { readonly tier: T; readonly missing: number } | null {
  const next = nextTier(tiers, Math.max(credit, current.threshold));
  return next && { tier: next.tier, missing: next.tier.threshold - credit };
}
