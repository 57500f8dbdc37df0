import type { Book } from './book.ts';
import type { Lot } from './lot.ts';
import { assertPoints, assertRoom, entriesOf, type Cause, type Taking } from './posting.ts';
import { assertAvailable } from './spend.ts';

/** A lot on its way to another member. It keeps its life and its source. */
export type MovedLot = Pick<Lot, 'availableAt' | 'expiresAt' | 'earnedAt' | 'awardedAt' | 'source'> & {
  readonly points: number;
};

export interface Parcel {
  readonly lots: readonly MovedLot[];
}

export interface TransferredOut {
  readonly transactionId: string;
  readonly parcel: Parcel;
  readonly takings: readonly Taking[];
}

/** @param points what is sent, in consumption order */
export function transferOut(book: Book, points: number, cause: Cause): TransferredOut {
  book.assertComplete();
  assertPoints(points, 1);
  assertAvailable(book, points);
  const { now, newId } = book.terms;
  const takings = book.takeExactly(book.spendable(), points);
  const lots = takings.map(({ lotId, points }): MovedLot => {
    const { availableAt, expiresAt, earnedAt, awardedAt, source } = book.lot(lotId);
    return { points, availableAt, expiresAt, earnedAt, awardedAt, source };
  });
  const transactionId = newId();
  const entries = entriesOf(now, [{ from: 'available', to: 'transferred', amount: points }]);
  book.post({ id: transactionId, kind: 'transfer-out', effectiveAt: now, cause, entries, takings });
  return { transactionId, parcel: { lots }, takings };
}

export interface TransferredIn {
  readonly transactionId: string;
  readonly lotIds: readonly string[];
  readonly received: number;
  /** Part of `received`. */
  readonly debtRepaid: number;
}

/** Takes in what another wallet sent at the same moment. */
export function transferIn(book: Book, { lots }: Parcel, cause: Cause): TransferredIn {
  const { now, newId } = book.terms;
  book.assertComplete();
  const received = lots.reduce((sum, lot) => sum + lot.points, 0);
  assertRoom(book.balances, { points: received });
  const transactionId = newId();
  const lotIds = lots.map(({ points, ...life }) => {
    const id = newId();
    book.openLot({
      ...life,
      id,
      transactionId,
      amount: points,
      remaining: points,
      expired: 0,
      released: true,
    });
    return id;
  });
  const entries = entriesOf(now, [{ from: 'transferred', to: 'available', amount: received }]);
  book.post({ id: transactionId, kind: 'transfer-in', effectiveAt: now, cause, entries, takings: [] });
  const debtRepaid = book.repayDebt(cause, now);
  return { transactionId, lotIds, received, debtRepaid };
}
