import { nextTier, tierOf, type Tier } from './tier.ts';

/** The member's tier. Without a reached tier, it is the one with threshold 0, if there is one. */
export const currentTier = <T extends Tier & { readonly id: string }>(
  tiers: readonly T[],
  tierId: string | null,
): T | null => tiers.find(({ id }) => id === tierId) ?? tierOf(tiers, 0);

/** The tier and those below it by the ladder of today, the highest first; only itself if it is no longer there. */
export function reachedTiers(
  tiers: readonly (Tier & { readonly id: string })[],
  tierId: string | null,
): string[] {
  if (tierId === null) return [];
  const own = tiers.find(({ id }) => id === tierId);
  if (!own) return [tierId];
  return tiers
    .filter(({ threshold }) => threshold <= own.threshold)
    .sort((one, other) => other.threshold - one.threshold)
    .map(({ id }) => id);
}

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
