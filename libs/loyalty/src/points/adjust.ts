import type { Instant } from '../clock.ts';
import { LoyaltyError } from '../errors.ts';
import type { Book } from './book.ts';
import type { Place } from './lot.ts';
import { assertPoints, assertRoom, entriesOf, type Cause, type Taking } from './posting.ts';
import { assertAvailable } from './spend.ts';
import { openFurtherLot } from './take-back.ts';

export interface Adjustment {
  /** Positive adds, negative deducts. Never creates debt. */
  readonly points: number;
  /** Status credit, positive or negative; 0 when absent. */
  readonly status?: number;
  readonly cause: Cause;
  /** First moment after the expiry of the added points, whatever the member does. By the policy if absent. */
  readonly expiresAt?: Instant;
}

export interface Adjusted {
  readonly transactionId: string;
  /** Store both: a reversal needs them. */
  readonly takings: readonly Taking[];
  readonly place: Place;
  /** The part of the added points that repaid debt. */
  readonly debtRepaid: number;
  /** Expiry of the added points; null if they have none, or if none were added. */
  readonly expiresAt: Instant | null;
}

export function adjust(book: Book, { points, status = 0, cause, expiresAt }: Adjustment): Adjusted {
  const { now, newId } = book.terms;
  assertPoints(Math.abs(points), status === 0 ? 1 : 0);
  assertPoints(Math.abs(status), 0);
  assertRoom(book.balances, { points, status });
  book.assertComplete();
  assertAvailable(book, -points);
  if (book.balances.status + status < 0) {
    throw new LoyaltyError('insufficient-points', { status: book.balances.status, wanted: -status });
  }
  const transactionId = newId();
  const takings = points < 0 ? book.takeSpendable(-points) : [];
  const lotId = points > 0 ? openFurtherLot(book, points, transactionId, cause, expiresAt) : null;
  const entries = entriesOf(now, [
    { from: 'adjusted', to: 'available', amount: points },
    { from: 'available', to: 'adjusted', amount: -points },
    { from: 'adjusted', to: 'status', amount: status, currency: 'status' },
    { from: 'status', to: 'adjusted', amount: -status, currency: 'status' },
  ]);
  const place = book.post({ id: transactionId, kind: 'adjust', effectiveAt: now, cause, entries, takings });
  const until = lotId === null ? null : book.lot(lotId).expiresAt;
  return { transactionId, takings, place, debtRepaid: book.repayDebt(cause, now), expiresAt: until };
}
