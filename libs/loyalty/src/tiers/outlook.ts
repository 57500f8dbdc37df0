import type { Instant } from '../clock.ts';
import { heldTier, type HeldTier } from './grant.ts';
import { currentTier } from './standing.ts';
import { tierAfterReview, type Tier, type TierDowngrade } from './tier.ts';

/** A review to come, with the credit that counts in it if nothing more is earned. */
export interface ForeseenReview {
  readonly at: Instant;
  readonly credit: number;
}

export interface FallTerms {
  readonly downgrade: TierDowngrade;
  /** Whether an earlier step down still holds at that moment. */
  readonly holds: (at: Instant) => boolean;
}

/** A tier that the member loses unless more is earned before. */
export interface TierFall<T extends Tier> {
  readonly from: T;
  readonly to: T | null;
  /** The first moment without it. */
  readonly until: Instant;
  /** Credit that keeps it through all reviews that were foreseen, > 0. */
  readonly missing: number;
}

/**
 * The first fall that the member would see in these reviews, the earliest first; null without one. A granted tier
 * covers a fall: then it shows at the end of the grant.
 */
export function tierFall<T extends Tier & { readonly id: string }>(
  tiers: readonly T[],
  held: HeldTier,
  reviews: readonly ForeseenReview[],
  { downgrade, holds }: FallTerms,
): TierFall<T> | null {
  const earned = currentTier(tiers, held.earnedId);
  if (!earned) return null;
  let covered = false;
  for (const [place, { at, credit }] of reviews.entries()) {
    if (downgrade === 'one-step' && holds(at)) continue;
    const after = tierAfterReview(tiers, earned, credit, downgrade);
    if (after && after.threshold >= earned.threshold) continue;
    const to = heldTier(tiers, { ...held, earnedId: after?.id ?? null }, at);
    const isSeen = (to?.threshold ?? -1) < earned.threshold;
    if (isSeen)
      return {
        from: earned,
        to,
        until: covered && held.grant ? held.grant.until : at,
        missing: earned.threshold - Math.min(...reviews.slice(place).map((review) => review.credit)),
      };
    covered = true;
  }
  return null;
}
