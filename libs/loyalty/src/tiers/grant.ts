import type { Instant } from '../clock.ts';
import { currentTier } from './standing.ts';
import type { Tier } from './tier.ts';

/** A tier that the club gives to a member. */
export interface TierGrant {
  readonly tierId: string;
  /** The first moment without it. */
  readonly until: Instant;
}

/** What a member earned, and what the club gave on top. */
export interface HeldTier {
  /** Null if no tier was earned yet. */
  readonly earnedId: string | null;
  readonly grant: TierGrant | null;
}

/** The grant while it runs. */
export const runningGrant = ({ grant }: HeldTier, at: Instant): TierGrant | null =>
  grant && at < grant.until ? grant : null;

/** The higher one of the earned and the granted tier. A grant never lowers a member. */
export function heldTier<T extends Tier & { readonly id: string }>(
  tiers: readonly T[],
  held: HeldTier,
  at: Instant,
): T | null {
  const earned = currentTier(tiers, held.earnedId);
  const grant = runningGrant(held, at);
  const granted = grant && (tiers.find(({ id }) => id === grant.tierId) ?? null);
  return granted && (earned === null || granted.threshold > earned.threshold) ? granted : earned;
}
