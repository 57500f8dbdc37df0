import { expiryOf, releaseOf, type ClubPointsPolicy, type Instant } from '@regulars/loyalty';

/**
 * Whether points that are awarded from the one moment on may be released or expire by the other. Where not, awards in
 * between read no lots but those that are due already, and most of the reading is saved.
 */
export const awardsComeDue = (
  policy: ClubPointsPolicy,
  zone: string,
  from: Instant,
  until: Instant,
): boolean =>
  [releaseOf(policy, from, zone), expiryOf(policy, from, zone)].some((at) => at !== null && at <= until);
