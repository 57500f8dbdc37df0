import type { Instant } from '../clock.ts';
import type { Book } from './book.ts';
import { consumptionOrder, sumOf, withOwnExpiry, type Lot } from './lot.ts';
import { expiryOf } from './policy.ts';
import { assertPoints, assertRoom, entriesOf, type Cause, type Taking } from './posting.ts';

export interface TakeBack {
  /** What the return takes back; negative: gives back. */
  readonly points: number;
  /** Status credit that is removed; negative: returned. Never below zero credit. */
  readonly status: number;
  /** When that credit was earned, so that it leaves the right period. Now if absent. */
  readonly statusAt?: Instant;
  /** The lots of that purchase, including empty ones. What expired of them counts as taken back. */
  readonly lotIds: readonly string[];
  readonly cause: Cause;
  /** The club account they came from; `issued` if absent. */
  readonly to?: 'issued' | 'adjusted';
  /** Takes at most what is there, with neither debt nor forgiveness. `takenBack` says how much that was. */
  readonly atMost?: true;
  /** Takes nothing from other lots. */
  readonly ownLotsOnly?: true;
}

export interface TakenBack {
  /** Null when there was nothing to book. */
  readonly transactionId: string | null;
  /** The total; equals the requested points, unless they were `atMost`. */
  readonly takenBack: number;
  /** Part of `takenBack` that became debt. */
  readonly debt: number;
  /** Part of `takenBack` that is forgiven. Returned points settle it first. */
  readonly forgiven: number;
  /** Part of `takenBack` that had expired before. */
  readonly expired: number;
  /** Removed status credit. */
  readonly status: number;
  /** The part of returned points that repaid debt. */
  readonly debtRepaid: number;
}

const nothing: TakenBack = {
  transactionId: null,
  takenBack: 0,
  debt: 0,
  forgiven: 0,
  expired: 0,
  status: 0,
  debtRepaid: 0,
};

export function takeBack(book: Book, request: TakeBack): TakenBack {
  assertPoints(Math.abs(request.points), 0);
  assertPoints(Math.abs(request.status), 0);
  assertRoom(book.balances, { points: -request.points, status: -request.status });
  book.assertComplete();
  const status = Math.min(request.status, book.balances.status);
  if (request.points === 0 && status === 0) return nothing;
  return request.points < 0 ? bringBack(book, request, status) : takeAway(book, request, status);
}

function lotsOfPurchase(book: Book, lotIds: readonly string[]): Lot[] {
  const own = new Set(lotIds);
  return book.lots.filter((lot) => own.has(lot.id)).sort(consumptionOrder);
}

/** Takes status credit away; negative: gives it back. */
export function statusMoves(status: number, at?: Instant) {
  const move = { currency: 'status' as const, ...(at === undefined ? {} : { at }) };
  return [
    { ...move, from: 'status' as const, to: 'issued' as const, amount: status },
    { ...move, from: 'issued' as const, to: 'status' as const, amount: -status },
  ];
}

/** Counts what expired of these lots as taken back, once. Returns the counted points. */
function countExpired(book: Book, own: readonly Lot[], points: number): number {
  let left = points;
  for (const { id } of own) {
    const { expired } = book.lot(id);
    const counted = Math.min(expired, left);
    if (counted > 0) book.change(id, { expired: expired - counted });
    left -= counted;
  }
  return points - left;
}

function takeAway(book: Book, request: TakeBack, status: number): TakenBack {
  const { points, lotIds, cause, to = 'issued', statusAt, atMost = false, ownLotsOnly = false } = request;
  const { now, newId, policy } = book.terms;
  const own = lotsOfPurchase(book, lotIds);
  const fromOwn = book.take(own, points);
  const expired = countExpired(book, own, points - sumOf(fromOwn));
  const others = ownLotsOnly ? [] : book.spendable().filter((lot) => !lotIds.includes(lot.id));
  const fromOthers = book.take(others, points - sumOf(fromOwn) - expired);
  const takings = [...fromOwn, ...fromOthers];
  const isPending = (taking: Taking) => !book.lot(taking.lotId).released;
  const pending = sumOf(takings.filter(isPending));
  const there = sumOf(takings) + expired;
  const missing = atMost ? 0 : points - there;
  if (there + missing + status === 0) return nothing;
  const [debt, forgiven] = policy.returns === 'debt' ? [missing, 0] : [0, missing];
  const transactionId = newId();
  const entries = entriesOf(now, [
    { from: 'pending', to, amount: pending },
    { from: 'available', to, amount: sumOf(takings) - pending },
    { from: 'expired', to, amount: expired },
    { from: 'debt', to, amount: debt },
    { from: 'forgiven', to, amount: forgiven },
    ...statusMoves(status, statusAt),
  ]);
  book.post({ id: transactionId, kind: 'return', effectiveAt: now, cause, entries, takings });
  book.forgive(transactionId, forgiven);
  return { transactionId, takenBack: there + missing, debt, forgiven, expired, status, debtRepaid: 0 };
}

function bringBack(book: Book, request: TakeBack, status: number): TakenBack {
  const { now, newId } = book.terms;
  const { cause, lotIds, to: from = 'issued', statusAt } = request;
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
    ...statusMoves(status, statusAt),
  ]);
  book.post({ id: transactionId, kind: 'return', effectiveAt: now, cause, entries, takings: [] });
  const debtRepaid = book.repayDebt(cause, now);
  return { transactionId, takenBack: request.points, debt: 0, forgiven: 0, expired: 0, status, debtRepaid };
}

/** A lot that is available at once, for points that no earlier lot can hold. Returns its id. */
export function openFurtherLot(
  book: Book,
  points: number,
  transactionId: string,
  cause: Cause,
  expiresAt?: Instant,
): string {
  const { now, zone, policy, newId } = book.terms;
  const id = newId();
  book.openLot({
    id,
    transactionId,
    amount: points,
    remaining: points,
    expired: 0,
    released: true,
    availableAt: now,
    expiresAt: expiresAt ?? expiryOf(policy, now, zone),
    earnedAt: now,
    awardedAt: now,
    source: expiresAt === undefined ? cause : withOwnExpiry(cause),
  });
  return id;
}
