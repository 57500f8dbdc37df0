import type { Instant } from '../clock.ts';
import type { Book } from './book.ts';
import { reclaim } from './forgiveness.ts';
import { consumptionOrder, sumOf, type Place } from './lot.ts';
import { assertPoints, assertRoom, entriesOf, type Cause, type Entry, type Taking } from './posting.ts';
import { openFurtherLot, statusMoves } from './take-back.ts';

/** A transaction as it was booked. */
export interface BookedPosting {
  readonly id: string;
  readonly kind: string;
  readonly entries: readonly Entry[];
  readonly takings: readonly Taking[];
  readonly place: Place;
}

export interface Restore {
  /** What comes back, ≥ 0. */
  readonly points: number;
  /** Status credit that comes back, ≥ 0. */
  readonly status: number;
  /** When that credit was earned. Now if absent. */
  readonly statusAt?: Instant;
  /** The return that was a mistake; null if it booked nothing. */
  readonly returned: BookedPosting | null;
  /** What repaid debt or settled forgiveness since, in any order. */
  readonly settled: readonly BookedPosting[];
  /** The lots of the purchase, including empty ones. */
  readonly lotIds: readonly string[];
  readonly cause: Cause;
}

export interface Restored {
  /** Null when there was nothing to book. */
  readonly transactionId: string | null;
  /** Equals the requested points. */
  readonly points: number;
  /** Parts of `points`: what no longer is debt, what is no longer forgiven, and what had expired before the return. */
  readonly debtCancelled: number;
  readonly forgivenessEnded: number;
  readonly expired: number;
  /** Part of `points` that repaid other debt. */
  readonly debtRepaid: number;
  readonly status: number;
}

/**
 * Takes a return back, as if it had never been: its debt and forgiveness end, what settled them since goes back to
 * its lots, and so does what the return took. What had expired stays expired. The last that a return takes is the
 * first that comes back, for when other returns leave less to give.
 */
export function restore(book: Book, request: Restore): Restored {
  const { points, status, statusAt, cause, returned } = request;
  assertPoints(points, 0);
  assertPoints(status, 0);
  assertRoom(book.balances, { points, status });
  book.assertComplete();
  if (points === 0 && status === 0) return { ...nothing };
  const { now, newId } = book.terms;
  const transactionId = newId();
  const parts = partsOf(book, request);
  endForgiveness(book, returned?.id, parts.forgiven);
  const expired = keepExpired(book, request.lotIds, parts.expired);
  const further = parts.further + parts.expired - expired;
  const back = putBack(book, request, { ...parts, further }, transactionId);
  const entries = entriesOf(now, [
    { from: 'issued', to: 'forgiven', amount: parts.forgiven },
    { from: 'issued', to: 'debt', amount: parts.debt },
    { from: 'issued', to: 'expired', amount: expired },
    { from: 'issued', to: 'pending', amount: back.pending },
    { from: 'issued', to: 'available', amount: back.available },
    ...statusMoves(-status, statusAt),
  ]);
  book.post({ id: transactionId, kind: 'cancel', effectiveAt: now, cause, entries, takings: [] });
  // Had the return not been, later ones would have taken these points instead of forgiving them.
  if (returned) reclaim(book, { lots: back.lots, place: returned.place, cause, at: now });
  return {
    transactionId,
    points,
    debtCancelled: parts.debt,
    forgivenessEnded: parts.forgiven,
    expired,
    debtRepaid: book.repayDebt(cause, now),
    status,
  };
}

const nothing: Restored = {
  transactionId: null,
  points: 0,
  debtCancelled: 0,
  forgivenessEnded: 0,
  expired: 0,
  debtRepaid: 0,
  status: 0,
};

interface Parts {
  readonly forgiven: number;
  readonly debt: number;
  readonly expired: number;
  /** What goes back to lots. */
  readonly takings: readonly Taking[];
  /** What no lot gave: it was granted while the return counted. */
  readonly further: number;
}

function partsOf(book: Book, { points, returned, settled, lotIds }: Restore): Parts {
  let left = points;
  const upTo = (amount: number): number => {
    const part = Math.min(Math.max(0, amount), left);
    left -= part;
    return part;
  };
  const booked = (from: Entry['from']): number => amountFrom(returned, from);
  const open = book.forgiveness.find(({ id }) => id === returned?.id)?.open ?? 0;
  const forgiven = upTo(Math.min(booked('forgiven'), open));
  const reclaimed = upTo(booked('forgiven') - open);
  const debt = upTo(Math.min(booked('debt'), book.balances.debt));
  const repaid = upTo(booked('debt') - debt);
  const own = (returned?.takings ?? []).filter(({ lotId }) => lotIds.includes(lotId));
  const others = (returned?.takings ?? []).filter(({ lotId }) => !lotIds.includes(lotId));
  const fromOthers = upTo(sumOf(others));
  const expired = upTo(booked('expired'));
  const fromOwn = upTo(sumOf(own));
  const takings = [
    ...lastOf(settled, 'reclaim', returned, reclaimed),
    ...lastOf(settled, 'repay', returned, repaid),
    ...firstOf(others, fromOthers),
    ...firstOf(own, fromOwn),
  ];
  // Debt may have been settled in ways that took no lot of this wallet.
  const missing = reclaimed + repaid + fromOthers + fromOwn - sumOf(takings);
  return { forgiven, debt, expired, takings, further: left + missing };
}

const amountFrom = (posting: BookedPosting | null, account: Entry['from']): number =>
  (posting?.entries ?? []).reduce(
    (sum, { currency, from, amount }) => (currency === 'points' && from === account ? sum + amount : sum),
    0,
  );

function firstOf(takings: readonly Taking[], points: number): Taking[] {
  let left = points;
  return takings.flatMap(({ lotId, points: taken }) => {
    const part = Math.min(taken, left);
    left -= part;
    return part > 0 ? [{ lotId, points: part }] : [];
  });
}

/** Without the return, the last settlements after it would not have been needed. */
function lastOf(
  settled: readonly BookedPosting[],
  kind: BookedPosting['kind'],
  returned: BookedPosting | null,
  points: number,
): Taking[] {
  const since = settled.filter((one) => one.kind === kind && one.place > (returned?.place ?? 0));
  const newest = since.sort((a, b) => b.place - a.place);
  return firstOf(
    newest.flatMap(({ takings }) => takings),
    points,
  );
}

function endForgiveness(book: Book, id: string | undefined, points: number): void {
  const forgiveness = book.forgiveness.find((one) => one.id === id);
  if (forgiveness && points > 0) book.settleForgiveness(forgiveness, points);
}

/** Points that had expired before the return stay expired, and count again as not taken back. Returns them. */
function keepExpired(book: Book, lotIds: readonly string[], points: number): number {
  let left = points;
  for (const lotId of lotIds) {
    const { amount, remaining, expired } = book.lot(lotId);
    const part = Math.min(left, amount - remaining - expired);
    if (part > 0) book.change(lotId, { expired: expired + part });
    left -= Math.max(0, part);
  }
  return points - left;
}

interface PutBack {
  readonly pending: number;
  readonly available: number;
  readonly lots: readonly Taking[];
}

function putBack(
  book: Book,
  { lotIds, cause }: Restore,
  { takings, further }: Parts,
  transactionId: string,
): PutBack {
  const { now } = book.terms;
  const own = lotIds.map((id) => book.lot(id)).sort(consumptionOrder);
  const lots = book.putBack(takings, now, transactionId);
  let left = further;
  for (const { id } of own) {
    const { amount, remaining, expired } = book.lot(id);
    const points = Math.min(left, amount - remaining - expired);
    if (points <= 0) continue;
    lots.push(...book.putBack([{ lotId: id, points }], now, transactionId));
    left -= points;
  }
  if (left > 0) lots.push({ lotId: openFurtherLot(book, left, transactionId, cause), points: left });
  // Their day of release passed while they were gone.
  for (const { lotId } of lots) {
    const { released, availableAt } = book.lot(lotId);
    if (!released && availableAt <= now) book.change(lotId, { released: true });
  }
  const pending = sumOf(lots.filter(({ lotId }) => !book.lot(lotId).released));
  const spendable = lots.filter(({ lotId }) => book.lot(lotId).released);
  return { pending, available: sumOf(spendable), lots: spendable };
}
