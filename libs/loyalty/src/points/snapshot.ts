import type { Instant } from '../clock.ts';
import type { Forgiveness, Hold, Lot, Place } from './lot.ts';
import type { ClubPointsPolicy } from './policy.ts';
import type { Balances, Transaction } from './posting.ts';

/** A stored wallet. */
export interface Snapshot {
  readonly balances: Balances;
  /** Lots with points, lots of active holds, and lots that a reversal names. */
  readonly lots: readonly Lot[];
  /** Active holds. */
  readonly holds: readonly Hold[];
  /** Forgiveness that is not settled, in booking order. */
  readonly forgiveness: readonly Forgiveness[];
  /** False if lots, holds and forgiveness were not loaded; allowed only if `needsLots()` says no. */
  readonly complete: boolean;
  /**
   * If not complete: the loaded lots are enough to spend so many points, and to say what is due afterwards. Those are all that are not
   * released, and released ones in consumption order until one is left over. Only if `needsLots()` says no.
   */
  readonly enoughFor?: number | null;
  /** As returned by the last `changes()`; null is never. */
  readonly nextDueAt: Instant | null;
  /** When the member last earned or spent; null is never. */
  readonly lastActivityAt: Instant | null;
  /** At least the position of everything booked before. Later bookings get higher ones. */
  readonly booked: Place;
}

/** What to save. Opened and changed lots do not overlap; each is in its final state. */
export interface WalletChanges {
  readonly balances: Balances;
  /** In the order in which they were booked. */
  readonly transactions: readonly Transaction[];
  readonly lots: { readonly opened: readonly Lot[]; readonly changed: readonly Lot[] };
  readonly holds: { readonly opened: readonly Hold[]; readonly changed: readonly Hold[] };
  readonly forgiveness: { readonly opened: readonly Forgiveness[]; readonly changed: readonly Forgiveness[] };
  /** When the wallet changes next by time alone; null is never. */
  readonly nextDueAt: Instant | null;
  readonly lastActivityAt: Instant | null;
  readonly booked: Place;
}

/**
 * Whether a wallet must be loaded with lots, holds and forgiveness before an award. An award reads lots only if
 * something is due, if it repays debt, or if activity extends their expiry. Every other operation that moves
 * points always needs them.
 */
export function needsLots(
  balances: Balances,
  nextDueAt: Instant | null,
  now: Instant,
  policy: ClubPointsPolicy,
): boolean {
  return balances.debt > 0 || isDue(nextDueAt, now) || policy.expiry.kind === 'inactivity';
}

/** Whether time has changed the wallet, so that its stored balances are outdated. */
export function isDue(nextDueAt: Instant | null, now: Instant): boolean {
  return nextDueAt !== null && nextDueAt <= now;
}
