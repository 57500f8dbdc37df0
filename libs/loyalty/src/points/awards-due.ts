import type { Instant } from '../clock.ts';
import { expiryOf, ownExpiryOf, releaseOf, type ClubPointsPolicy, type OwnExpiry } from './policy.ts';

/**
 * Whether points awarded from the first moment on may be released or expire by the other. If not, awards in
 * between read only lots that are already due, which saves most of the reading.
 */
export function awardsComeDue(
  policy: ClubPointsPolicy,
  zone: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  own: readonly OwnExpiry[] = [],
): boolean {
  return [
    releaseOf(policy, from, zone),
    expiryOf(policy, from, zone),
    ...own.map((expiry) => ownExpiryOf(expiry, from, zone)),
  ].some((at) => at !== null && at <= until);
}
