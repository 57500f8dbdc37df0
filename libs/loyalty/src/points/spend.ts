import type { Instant } from '../clock.ts';
import { LoyaltyError } from '../errors.ts';
import type { Book } from './book.ts';
import { reclaim } from './forgiveness.ts';
import type { Hold, Place } from './lot.ts';
import { assertPoints, entriesOf, type Cause, type Taking } from './posting.ts';

export interface Spent {
  readonly transactionId: string;
  /** Store both: a cancellation needs them. */
  readonly takings: readonly Taking[];
  readonly place: Place;
}

export function assertAvailable(book: Book, points: number): void {
  const { available } = book.balances;
  if (available < points) throw new LoyaltyError('insufficient-points', { available, wanted: points });
}

export function redeem(book: Book, points: number, cause: Cause): Spent {
  const { now, newId } = book.terms;
  assertPoints(points, 1);
  book.assertLotsFor(points);
  assertAvailable(book, points);
  const takings = book.takeSpendable(points);
  const transactionId = newId();
  const entries = entriesOf(now, [{ from: 'available', to: 'redeemed', amount: points }]);
  const place = book.post({ id: transactionId, kind: 'redeem', effectiveAt: now, cause, entries, takings });
  book.noteActivity(now);
  return { transactionId, takings, place };
}

export interface Held extends Spent {
  readonly holdId: string;
}

export function hold(book: Book, points: number, expiresAt: Instant, cause: Cause): Held {
  const { now, newId } = book.terms;
  assertPoints(points, 1);
  if (expiresAt <= now) throw new LoyaltyError('hold-expiry-past', { expiresAt, now });
  book.assertLotsFor(points);
  assertAvailable(book, points);
  const takings = book.takeSpendable(points);
  const transactionId = newId();
  const holdId = newId();
  const entries = entriesOf(now, [{ from: 'available', to: 'held', amount: points }]);
  const place = book.post({ id: transactionId, kind: 'hold', effectiveAt: now, cause, entries, takings });
  book.openHold({ id: holdId, transactionId, points, expiresAt, state: 'active', takings });
  return { transactionId, holdId, takings, place };
}

function activeHold(book: Book, holdId: string): Hold {
  book.assertComplete();
  const found = book.hold(holdId);
  if (found?.state !== 'active') {
    throw new LoyaltyError('hold-not-active', { holdId, state: found?.state ?? 'unknown' });
  }
  return found;
}

/** Spends the held points, as a redemption does. */
export function capture(book: Book, holdId: string, cause: Cause): Spent {
  const { now, newId } = book.terms;
  const captured = activeHold(book, holdId);
  const { takings } = captured;
  const transactionId = newId();
  book.closeHold(captured, 'captured');
  const entries = entriesOf(now, [{ from: 'held', to: 'redeemed', amount: captured.points }]);
  book.post({ id: transactionId, kind: 'capture', effectiveAt: now, cause, entries, takings });
  book.noteActivity(now);
  // The points have been gone since they were held.
  return { transactionId, takings, place: captured.place };
}

export interface GivenBack {
  readonly transactionId: string;
  readonly points: number;
  /** Part of `points` that settled forgiveness. */
  readonly reclaimed: number;
  /** Part of `points`. */
  readonly debtRepaid: number;
}

/** The held points become available again. */
export function release(book: Book, holdId: string, cause: Cause): GivenBack {
  const { now, newId } = book.terms;
  const released = activeHold(book, holdId);
  const { points } = released;
  const transactionId = newId();
  book.closeHold(released, 'released');
  const lots = book.putBack(released.takings, now, transactionId);
  const entries = entriesOf(now, [{ from: 'held', to: 'available', amount: points }]);
  book.post({ id: transactionId, kind: 'hold-release', effectiveAt: now, cause, entries, takings: [] });
  const reclaimed = reclaim(book, { lots, place: released.place, cause, at: now });
  return { transactionId, points, reclaimed, debtRepaid: book.repayDebt(cause, now, lots) };
}

export interface GiveBack {
  /** As recorded by the redemption, capture or negative adjustment. */
  readonly takings: readonly Taking[];
  readonly place: Place;
  readonly cause: Cause;
  /** The club account they went to; `redeemed` if absent. */
  readonly from?: 'redeemed' | 'adjusted';
}

export function giveBack(book: Book, { takings, place, cause, from = 'redeemed' }: GiveBack): GivenBack {
  const { now, newId } = book.terms;
  book.assertComplete();
  for (const taking of takings) assertPoints(taking.points, 1);
  const points = takings.reduce((sum, taking) => sum + taking.points, 0);
  assertPoints(points, 1);
  const transactionId = newId();
  const lots = book.putBack(takings, now, transactionId);
  const entries = entriesOf(now, [{ from, to: 'available', amount: points }]);
  book.post({ id: transactionId, kind: 'cancel', effectiveAt: now, cause, entries, takings: [] });
  const reclaimed = reclaim(book, { lots, place, cause, at: now });
  return { transactionId, points, reclaimed, debtRepaid: book.repayDebt(cause, now, lots) };
}
