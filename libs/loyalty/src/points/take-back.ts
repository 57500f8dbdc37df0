import type { Book } from './book.ts';
import { consumptionOrder, sumOf, type Lot } from './lot.ts';
import { expiryOf } from './policy.ts';
import { assertPoints, entriesOf, type Account, type Cause, type Taking } from './posting.ts';

export interface TakeBack {
  /** What the return takes; negative: points come back. */
  readonly points: number;
  /** Status credit that goes; negative: it comes back. Never below zero credit. */
  readonly status: number;
  /** The lots of that purchase; those that are used up need not be loaded. */
  readonly lotIds: readonly string[];
  readonly cause: Cause;
  /** The club account they came from; `issued` when absent. */
  readonly to?: 'issued' | 'adjusted';
}

export interface TakenBack {
  /** Null when there was nothing to book. */
  readonly transactionId: string | null;
  /** The whole; equals the points asked for. */
  readonly takenBack: number;
  /** Part of `takenBack`: now owed. */
  readonly debt: number;
  /** Part of `takenBack`: neither taken nor owed. */
  readonly forgiven: number;
  /** Status credit that went. */
  readonly status: number;
  /** Of points that came back, what repaid debt. */
  readonly debtRepaid: number;
}

export function takeBack(book: Book, request: TakeBack): TakenBack {
  assertPoints(Math.abs(request.points), 0);
  assertPoints(Math.abs(request.status), 0);
  book.assertComplete();
  const status = Math.min(request.status, book.balances.status);
  if (request.points === 0 && status === 0) {
    return { transactionId: null, takenBack: 0, debt: 0, forgiven: 0, status: 0, debtRepaid: 0 };
  }
  return request.points < 0 ? bringBack(book, request, status) : takeAway(book, request, status);
}

function lotsOfPurchase(book: Book, lotIds: readonly string[]): Lot[] {
  const own = new Set(lotIds);
  return book.lots.filter((lot) => own.has(lot.id)).sort(consumptionOrder);
}

function statusMoves(status: number): { from: Account; to: Account; amount: number; currency: 'status' }[] {
  return [
    { from: 'status', to: 'issued', amount: status, currency: 'status' },
    { from: 'issued', to: 'status', amount: -status, currency: 'status' },
  ];
}

function takeAway(book: Book, request: TakeBack, status: number): TakenBack {
  const { points, lotIds, cause, to = 'issued' } = request;
  const { now, newId, policy } = book.terms;
  const own = lotsOfPurchase(book, lotIds);
  const others = book.spendable().filter((lot) => !lotIds.includes(lot.id));
  const takings = book.take([...own, ...others], points);
  const isPending = (taking: Taking) => !book.lot(taking.lotId).released;
  const pending = sumOf(takings.filter(isPending));
  const missing = points - sumOf(takings);
  const [debt, forgiven] = policy.returns === 'debt' ? [missing, 0] : [0, missing];
  const transactionId = newId();
  const entries = entriesOf(now, [
    { from: 'pending', to, amount: pending },
    { from: 'available', to, amount: points - missing - pending },
    { from: 'debt', to, amount: debt },
    { from: 'adjusted', to, amount: to === 'adjusted' ? 0 : forgiven },
    ...statusMoves(status),
  ]);
  book.post({ id: transactionId, kind: 'return', effectiveAt: now, cause, entries, takings });
  return { transactionId, takenBack: points, debt, forgiven, status, debtRepaid: 0 };
}

function bringBack(book: Book, request: TakeBack, status: number): TakenBack {
  const { now, newId } = book.terms;
  const { cause, lotIds, to: from = 'issued' } = request;
  const transactionId = newId();
  const own = lotsOfPurchase(book, lotIds);
  const room = own.map((lot) => ({ ...lot, remaining: lot.amount - lot.remaining }));
  let left = -request.points;
  let pending = 0;
  for (const lot of room) {
    const points = Math.min(lot.remaining, left);
    if (points === 0) continue;
    book.putBack([{ lotId: lot.id, points }], now, transactionId);
    if (!lot.released) pending += points;
    left -= points;
  }
  if (left > 0) openFurtherLot(book, left, transactionId, cause);
  const entries = entriesOf(now, [
    { from, to: 'pending', amount: pending },
    { from, to: 'available', amount: -request.points - pending },
    ...statusMoves(status),
  ]);
  book.post({ id: transactionId, kind: 'return', effectiveAt: now, cause, entries, takings: [] });
  const debtRepaid = book.repayDebt(cause, now);
  return { transactionId, takenBack: request.points, debt: 0, forgiven: 0, status, debtRepaid };
}

/** A lot that is available at once, for points that no earlier lot can hold. */
export function openFurtherLot(book: Book, points: number, transactionId: string, cause: Cause): void {
  const { now, zone, policy, newId } = book.terms;
  book.openLot({
    id: newId(),
    transactionId,
    amount: points,
    remaining: points,
    released: true,
    availableAt: now,
    expiresAt: expiryOf(policy, now, zone),
    earnedAt: now,
    awardedAt: now,
    source: cause,
  });
}
