import type { Instant } from '../clock.ts';
import type { Book } from './book.ts';
import { lotDueAt, withOwnExpiry } from './lot.ts';
import { expiryOf, ownExpiryOf, type OwnExpiry } from './policy.ts';
import {
  assertPoints,
  assertRoom,
  entriesOf,
  type AwardKind,
  type Cause,
  type Json,
  type Taking,
} from './posting.ts';

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
  /** Parts of `points` that live as their rules say, each in a lot of its own. Together at most `points`. */
  readonly own?: readonly OwnLife[];
}

export interface OwnLife {
  readonly points: number;
  readonly expiry: OwnExpiry;
}

export interface Awarded {
  /** Null when there was nothing to book. */
  readonly transactionId: string | null;
  /** The first of its lots. Null when no points were given. */
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
  const lots = points > 0 ? openAwardedLots(book, request, id) : [];
  const pending = lots.some(({ lotId }) => !book.lot(lotId).released) ? points : 0;
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
  const spendable = lots.filter(({ lotId }) => isSpendable(book, lotId));
  const debtRepaid = spendable.length > 0 ? book.repayDebt(cause, now, spendable) : 0;
  return { transactionId: id, lotId: lots[0]?.lotId ?? null, granted: points, pending, debtRepaid };
}

/** Does not repay debt if it expired before it is booked, as late purchases may: expired points pay nothing. */
function isSpendable(book: Book, lotId: string): boolean {
  const lot = book.lot(lotId);
  const dueAt = lotDueAt(lot);
  return lot.released && (dueAt === null || dueAt > book.terms.now);
}

/** One lot for each length of life; all of them become available together. */
function openAwardedLots(book: Book, request: Award, transactionId: string): Taking[] {
  const { zone, policy } = book.terms;
  const { points, earnedAt, availableAt = null, expiresAt, source = request.cause, own = [] } = request;
  const from = availableAt ?? earnedAt;
  const byRules = own.reduce((sum, life) => sum + life.points, 0);
  if (byRules > points) throw new RangeError(`Parts of ${byRules} in an award of ${points} points`);
  const lots: Taking[] = [];
  if (points > byRules) {
    const until = expiresAt === undefined ? expiryOf(policy, from, zone) : expiresAt;
    lots.push(openAwardedLot(book, request, transactionId, { points: points - byRules, until, source }));
  }
  for (const life of own) {
    if (life.points === 0) continue;
    const until = ownExpiryOf(life.expiry, from, zone);
    const part = { points: life.points, until, source: withOwnExpiry(source) };
    lots.push(openAwardedLot(book, request, transactionId, part));
  }
  return lots;
}

interface AwardedPart {
  readonly points: number;
  readonly until: Instant | null;
  readonly source: Json;
}

function openAwardedLot(
  book: Book,
  { earnedAt, availableAt = null }: Award,
  transactionId: string,
  { points, until, source }: AwardedPart,
): Taking {
  const { now, newId } = book.terms;
  const lotId = newId();
  book.openLot({
    id: lotId,
    transactionId,
    amount: points,
    remaining: points,
    expired: 0,
    released: availableAt === null || availableAt <= now,
    availableAt: availableAt ?? now,
    expiresAt: until,
    earnedAt,
    awardedAt: now,
    source,
  });
  return { lotId, points };
}
