import { nextTier, tierOf, type Tier } from './tier.ts';

/** Where a member stands: who has not reached a tier yet is on the one that needs nothing, where there is one. */
export const currentTier = <T extends Tier & { readonly id: string }>(
  tiers: readonly T[],
  tierId: string | null,
): T | null => tiers.find(({ id }) => id === tierId) ?? tierOf(tiers, 0);

/**
 * The tier above the one that a member has, and the credit that is missing. A tier can be kept with less credit than it
 * needs: what comes next is then still the one above it.
 */
export function tierAhead<T extends Tier>(
  tiers: readonly T[],
  current: T,
  credit: number,
): { readonly tier: T; readonly missing: number } | null {
  const next = nextTier(tiers, Math.max(credit, current.threshold));
  return next && { tier: next.tier, missing: next.tier.threshold - credit };
}
