import type { Book } from './book.ts';
import type { Lot } from './lot.ts';
import { assertPoints, assertRoom, entriesOf, type Cause, type Taking } from './posting.ts';
import { assertAvailable, release } from './spend.ts';

/** A lot on its way to another member. It keeps its life and its source. */
export type MovedLot = Pick<
  Lot,
  'released' | 'availableAt' | 'expiresAt' | 'earnedAt' | 'awardedAt' | 'source'
> & { readonly points: number };

export interface Parcel {
  readonly lots: readonly MovedLot[];
  readonly status: number;
  readonly debt: number;
}

export interface TransferredOut {
  readonly transactionId: string;
  readonly parcel: Parcel;
  readonly takings: readonly Taking[];
}

/**
 * @param points what is sent, in consumption order. 'everything' also moves pending points, status credit and
 * debt, as a merge does, and releases the active holds first
 */
export function transferOut(book: Book, points: number | 'everything', cause: Cause): TransferredOut {
  book.assertComplete();
  if (points === 'everything') return sendEverything(book, cause);
  assertPoints(points, 1);
  assertAvailable(book, points);
  return send(book, book.spendable(), points, { status: 0, debt: 0 }, cause);
}

function sendEverything(book: Book, cause: Cause): TransferredOut {
  for (const hold of book.holds) {
    if (hold.state === 'active') release(book, hold.id, cause);
  }
  const { available, pending, status, debt } = book.balances;
  const waiting = book.lots.filter((lot) => !lot.released);
  return send(book, [...book.spendable(), ...waiting], available + pending, { status, debt }, cause);
}

function send(
  book: Book,
  lots: readonly Lot[],
  points: number,
  { status, debt }: { status: number; debt: number },
  cause: Cause,
): TransferredOut {
  const { now, newId } = book.terms;
  const takings = book.takeExactly(lots, points);
  const moved = takings.map(({ lotId, points }): MovedLot => {
    const { released, availableAt, expiresAt, earnedAt, awardedAt, source } = book.lot(lotId);
    return { points, released, availableAt, expiresAt, earnedAt, awardedAt, source };
  });
  const transactionId = newId();
  const pending = pendingOf(moved);
  const entries = entriesOf(now, [
    { from: 'available', to: 'transferred', amount: points - pending },
    { from: 'pending', to: 'transferred', amount: pending },
    { from: 'transferred', to: 'debt', amount: debt },
    { from: 'status', to: 'transferred', amount: status, currency: 'status' },
  ]);
  book.post({ id: transactionId, kind: 'transfer-out', effectiveAt: now, cause, entries, takings });
  return { transactionId, parcel: { lots: moved, status, debt }, takings };
}

function pendingOf(lots: readonly MovedLot[]): number {
  return lots.reduce((sum, lot) => sum + (lot.released ? 0 : lot.points), 0);
}

export interface TransferredIn {
  readonly transactionId: string;
  readonly lotIds: readonly string[];
  readonly received: number;
  /** Part of `received`. */
  readonly debtRepaid: number;
}

/** Takes in what another wallet sent at the same moment. */
export function transferIn(book: Book, { lots, status, debt }: Parcel, cause: Cause): TransferredIn {
  const { now, newId } = book.terms;
  book.assertComplete();
  const received = lots.reduce((sum, lot) => sum + lot.points, 0);
  assertRoom(book.balances, { points: received, status });
  const transactionId = newId();
  const lotIds = lots.map(({ points, ...life }) => {
    const id = newId();
    book.openLot({ ...life, id, transactionId, amount: points, remaining: points, expired: 0 });
    return id;
  });
  const pending = pendingOf(lots);
  const entries = entriesOf(now, [
    { from: 'transferred', to: 'available', amount: received - pending },
    { from: 'transferred', to: 'pending', amount: pending },
    { from: 'debt', to: 'transferred', amount: debt },
    { from: 'transferred', to: 'status', amount: status, currency: 'status' },
  ]);
  book.post({ id: transactionId, kind: 'transfer-in', effectiveAt: now, cause, entries, takings: [] });
  const debtRepaid = book.repayDebt(cause, now);
  return { transactionId, lotIds, received, debtRepaid };
}
