import type { Instant } from '../clock.ts';
import type { Hold, Lot } from './lot.ts';
import type { ClubPointsPolicy } from './policy.ts';
import type { Balances, Transaction } from './posting.ts';

/** A wallet as it is stored. */
export interface Snapshot {
  readonly balances: Balances;
  /** Lots with points, those of active holds, and those that a reversal names. */
  readonly lots: readonly Lot[];
  /** Active holds. */
  readonly holds: readonly Hold[];
  /** False when lots and holds were not loaded; allowed only where `needsLots()` says no. */
  readonly complete: boolean;
  /** As `changes()` gave it last; null is never. */
  readonly nextDueAt: Instant | null;
}

/** What is to be saved. Opened and changed do not overlap; each is in its final state. */
export interface WalletChanges {
  readonly balances: Balances;
  /** In the order in which they were booked. */
  readonly transactions: readonly Transaction[];
  readonly lots: { readonly opened: readonly Lot[]; readonly changed: readonly Lot[] };
  readonly holds: { readonly opened: readonly Hold[]; readonly changed: readonly Hold[] };
  /** When time alone changes the wallet next; null is never. */
  readonly nextDueAt: Instant | null;
}

/**
 * Whether a wallet must be loaded with its lots and holds before it is opened for an award. An award reads
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
