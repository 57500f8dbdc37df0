import type { Instant } from '../clock.ts';
import type { Forgiveness, Hold, Lot, Place } from './lot.ts';
import type { ClubPointsPolicy } from './policy.ts';
import type { Balances, Transaction } from './posting.ts';

/** A wallet as it is stored. */
export interface Snapshot {
  readonly balances: Balances;
  /** Lots with points, those of active holds, and those that a reversal names. */
  readonly lots: readonly Lot[];
  /** Active holds. */
  readonly holds: readonly Hold[];
  /** What returns have forgiven and nothing has settled, in the order of booking. */
  readonly forgiveness: readonly Forgiveness[];
  /** False when lots, holds and forgiveness were not loaded; allowed only where `needsLots()` says no. */
  readonly complete: boolean;
  /** As `changes()` gave it last; null is never. */
  readonly nextDueAt: Instant | null;
  /** When the member last earned or spent; null is never. */
  readonly lastActivityAt: Instant | null;
  /** At least the place of everything that was booked before; what is booked from now on gets higher ones. */
  readonly booked: Place;
}

/** What is to be saved. Opened and changed do not overlap; each is in its final state. */
export interface WalletChanges {
  readonly balances: Balances;
  /** In the order in which they were booked. */
  readonly transactions: readonly Transaction[];
  readonly lots: { readonly opened: readonly Lot[]; readonly changed: readonly Lot[] };
  readonly holds: { readonly opened: readonly Hold[]; readonly changed: readonly Hold[] };
  readonly forgiveness: { readonly opened: readonly Forgiveness[]; readonly changed: readonly Forgiveness[] };
  /** When time alone changes the wallet next; null is never. */
  readonly nextDueAt: Instant | null;
  readonly lastActivityAt: Instant | null;
  readonly booked: Place;
}

/**
 * Whether a wallet must be loaded with its lots, holds and forgiveness before it is opened for an award. An award reads
 * lots only when something is due, when it repays a debt, or when activity moves their expiry; every other
 * verb that moves points always needs them.
 */
export function needsLots(
  balances: Balances,
  nextDueAt: Instant | null,
  now: Instant,
  policy: ClubPointsPolicy,
): boolean {
  return balances.debt > 0 || isDue(nextDueAt, now) || policy.expiry.kind === 'inactivity';
}

/** Whether time changed the wallet, so that its stored balances are not what a read shows. */
export function isDue(nextDueAt: Instant | null, now: Instant): boolean {
  return nextDueAt !== null && nextDueAt <= now;
}
