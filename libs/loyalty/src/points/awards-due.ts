import type { Instant } from '../clock.ts';
import { expiryOf, releaseOf, type ClubPointsPolicy } from './policy.ts';

/**
 * Whether points that are awarded from the one moment on may be released or expire by the other. Where not, awards in
 * between read no lots but those that are due already, and most of the reading is saved.
 */
export function awardsComeDue(
  policy: ClubPointsPolicy,
  zone: string,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): boolean {
  return [releaseOf(policy, from, zone), expiryOf(policy, from, zone)].some(
    (at) => at !== null && at <= until,
  );
}
