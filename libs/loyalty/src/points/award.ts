import type { Instant } from '../clock.ts';
import type { Book } from './book.ts';
import { lotDueAt } from './lot.ts';
import { expiryOf } from './policy.ts';
import { assertPoints, assertRoom, entriesOf, type AwardKind, type Cause, type Json } from './posting.ts';

export interface Award {
  /** ≥ 0. */
  readonly points: number;
  /** Status credit, ≥ 0; counts at once, even while the points are pending. */
  readonly status: number;
  readonly kind: AwardKind;
  readonly cause: Cause;
  /** Stored with the lot and kept when it moves; `cause` if absent. */
  readonly source?: Json;
  readonly earnedAt: Instant;
  /** When the status credit counts, if not now: old purchases count in the period in which they were made. */
  readonly statusAt?: Instant;
  /** When the points become available; absent, null or past means at once. */
  readonly availableAt?: Instant | null;
  /** Absent: by the policy, from `availableAt` or else `earnedAt`. Null: never. */
  readonly expiresAt?: Instant | null;
}

export interface Awarded {
  /** Null when there was nothing to book. */
  readonly transactionId: string | null;
  /** Null when no points were given. */
  readonly lotId: string | null;
  readonly granted: number;
  /** Part of `granted`. */
  readonly pending: number;
  /** Part of `granted`. */
  readonly debtRepaid: number;
}

export function award(book: Book, request: Award): Awarded {
  const { points, status, kind, cause, earnedAt } = request;
  const { now, newId } = book.terms;
  assertPoints(points, 0);
  assertPoints(status, 0);
  assertRoom(book.balances, { points, status });
  book.assertReady();
  if (points === 0 && status === 0) {
    return { transactionId: null, lotId: null, granted: 0, pending: 0, debtRepaid: 0 };
  }
  const id = newId();
  const lotId = points > 0 ? openAwardedLot(book, request, id) : null;
  const pending = lotId !== null && !book.lot(lotId).released ? points : 0;
  const entries = entriesOf(now, [
    { from: 'issued', to: pending > 0 ? 'pending' : 'available', amount: points },
    {
      from: 'issued',
      to: 'status',
      amount: status,
      currency: 'status',
      at: Math.min(request.statusAt ?? now, now),
    },
  ]);
  book.post({ id, kind, effectiveAt: now, cause, entries, takings: [] });
  book.noteActivity(earnedAt);
  const debtRepaid =
    lotId !== null && isSpendable(book, lotId) ? book.repayDebt(cause, now, [{ lotId, points }]) : 0;
  return { transactionId: id, lotId, granted: points, pending, debtRepaid };
}

/** Does not repay debt if it expired before it is booked, as late purchases may: expired points pay nothing. */
function isSpendable(book: Book, lotId: string): boolean {
  const lot = book.lot(lotId);
  const dueAt = lotDueAt(lot);
  return lot.released && (dueAt === null || dueAt > book.terms.now);
}

function openAwardedLot(book: Book, request: Award, transactionId: string): string {
  const { now, zone, policy, newId } = book.terms;
  const { points, earnedAt, availableAt = null, expiresAt, source, cause } = request;
  const id = newId();
  book.openLot({
    id,
    transactionId,
    amount: points,
    remaining: points,
    expired: 0,
    released: availableAt === null || availableAt <= now,
    availableAt: availableAt ?? now,
    expiresAt: expiresAt === undefined ? expiryOf(policy, availableAt ?? earnedAt, zone) : expiresAt,
    earnedAt,
    awardedAt: now,
    source: source === undefined ? cause : source,
  });
  return id;
}
