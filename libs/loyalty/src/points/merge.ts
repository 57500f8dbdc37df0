import type { Instant } from '../clock.ts';
import type { Book } from './book.ts';
import { sumOf, type Lot } from './lot.ts';
import { assertRoom, entriesOf, type Cause, type Taking } from './posting.ts';

/** Status credit of a time: it stays in its qualifying period wherever it moves. May be below zero. */
export interface Credit {
  readonly at: Instant;
  readonly status: number;
}

/**
 * What moves between two wallets of one person. The lots are those of the sender. Used ones come too: what is taken back or given
 * back later finds them.
 */
export interface Belongings {
  readonly lots: readonly Lot[];
  readonly credit: readonly Credit[];
  readonly debt: number;
  readonly forgiven: number;
}

export interface Sent {
  readonly transactionId: string | null;
  readonly belongings: Belongings;
}

export interface Received {
  readonly transactionId: string | null;
  /** The lots in which everything is now, in the order of the sender's. */
  readonly lotIds: readonly string[];
  /** The debt that the merge itself repaid, from these lots of the receiver. */
  readonly repaid: readonly Taking[];
}

/** Sends all that a wallet has. Active holds have to end before. */
export function sendAll(book: Book, { credit, cause }: { credit: readonly Credit[]; cause: Cause }): Sent {
  book.assertComplete();
  if (book.balances.held > 0) throw new Error('A wallet with held points is not merged');
  const { debt, forgiven } = book.balances;
  return send(book, { lots: book.lots, credit, debt, forgiven }, cause);
}

export interface SendBack {
  /** The lots of this wallet that came from the other one, or that the other one's purchases opened since. */
  readonly lotIds: readonly string[];
  readonly credit: readonly Credit[];
  /** The most that goes back of debt and of what was forgiven. */
  readonly debt: number;
  readonly forgiven: { readonly id: string | null; readonly most: number };
  /** What the merge repaid at its own moment, from these lots. */
  readonly repaid: readonly Taking[];
  readonly cause: Cause;
}

/**
 * Sends back what is left of the other wallet's. What was spent in between stays spent: nobody gets points that no longer are there,
 * and no wallet falls below zero.
 */
export function sendBack(book: Book, request: SendBack): Sent {
  book.assertComplete();
  undoRepayment(book, request.repaid, request.cause);
  const wanted = new Set(request.lotIds);
  const lots = book.lots.filter(({ id }) => wanted.has(id));
  const debt = Math.min(request.debt, book.balances.debt);
  const open = book.forgiveness.find(({ id }) => id === request.forgiven.id)?.open ?? 0;
  const forgiven = Math.min(request.forgiven.most, open, book.balances.forgiven);
  const credit = withinBalance(request.credit, book.balances.status);
  const sent = send(book, { lots, credit, debt, forgiven }, request.cause);
  book.repayDebt(request.cause, book.terms.now);
  return sent;
}

/** One wallet's points had paid for the other's debt: both are as before. */
function undoRepayment(book: Book, repaid: readonly Taking[], cause: Cause): void {
  const back = repaid.map(({ lotId, points }) => {
    const { amount, remaining, expired } = book.lot(lotId);
    return { lotId, points: Math.min(points, amount - remaining - expired) };
  });
  const points = sumOf(back);
  if (points === 0) return;
  const { now, newId } = book.terms;
  for (const { lotId, points } of back) book.change(lotId, { remaining: book.lot(lotId).remaining + points });
  const entries = entriesOf(now, [{ from: 'debt', to: 'available', amount: points }]);
  book.post({ id: newId(), kind: 'cancel', effectiveAt: now, cause, entries, takings: [] });
}

/** Credit that is no longer there does not go back: the newest is kept back first. */
function withinBalance(credit: readonly Credit[], balance: number): Credit[] {
  let tooMuch = Math.max(0, credit.reduce((sum, { status }) => sum + status, 0) - balance);
  return credit
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, status }) => {
      const kept = Math.min(Math.max(0, status), tooMuch);
      tooMuch -= kept;
      return { at, status: status - kept };
    });
}

function send(book: Book, { lots, credit, debt, forgiven }: Belongings, cause: Cause): Sent {
  const { now, newId } = book.terms;
  const sums = sumsOf(lots);
  const entries = entriesOf(now, [
    { from: 'available', to: 'transferred', amount: sums.available },
    { from: 'pending', to: 'transferred', amount: sums.pending },
    { from: 'expired', to: 'transferred', amount: sums.expired },
    { from: 'transferred', to: 'debt', amount: debt },
    { from: 'transferred', to: 'forgiven', amount: forgiven },
    ...credit.flatMap(({ at, status }) => [
      {
        from: 'status' as const,
        to: 'transferred' as const,
        amount: status,
        currency: 'status' as const,
        at,
      },
      {
        from: 'transferred' as const,
        to: 'status' as const,
        amount: -status,
        currency: 'status' as const,
        at,
      },
    ]),
  ]);
  const belongings = { lots, credit, debt, forgiven };
  if (entries.length === 0) return { transactionId: null, belongings };
  const transactionId = newId();
  const takings = lots.flatMap(({ id, remaining }) =>
    remaining > 0 ? [{ lotId: id, points: remaining }] : [],
  );
  for (const { id, remaining, expired } of lots)
    if (remaining + expired > 0) book.change(id, { remaining: 0, expired: 0 });
  endForgiveness(book, forgiven);
  book.post({ id: transactionId, kind: 'transfer-out', effectiveAt: now, cause, entries, takings });
  return { transactionId, belongings };
}

function sumsOf(lots: readonly Lot[]): { available: number; pending: number; expired: number } {
  const sums = { available: 0, pending: 0, expired: 0 };
  for (const { released, remaining, expired } of lots) {
    sums[released ? 'available' : 'pending'] += remaining;
    sums.expired += expired;
  }
  return sums;
}

/** The newest first: the oldest has the longest claim. */
function endForgiveness(book: Book, points: number): void {
  let left = points;
  for (const forgiveness of book.forgiveness.toReversed()) {
    const ended = Math.min(forgiveness.open, left);
    if (ended > 0) book.settleForgiveness(forgiveness, ended);
    left -= ended;
  }
}

/** Takes in what the other wallet sent at the same moment. */
export function receive(book: Book, belongings: Belongings, cause: Cause): Received {
  book.assertComplete();
  const { now, newId } = book.terms;
  const { lots, credit, debt, forgiven } = belongings;
  const sums = sumsOf(lots);
  assertRoom(book.balances, {
    points: sums.available + sums.pending,
    status: credit.reduce((sum, { status }) => sum + status, 0),
  });
  const transactionId = newId();
  const lotIds = lots.map((lot) => placeLot(book, lot, transactionId));
  const entries = entriesOf(now, [
    { from: 'transferred', to: 'available', amount: sums.available },
    { from: 'transferred', to: 'pending', amount: sums.pending },
    { from: 'transferred', to: 'expired', amount: sums.expired },
    { from: 'debt', to: 'transferred', amount: debt },
    { from: 'forgiven', to: 'transferred', amount: forgiven },
    ...credit.flatMap(({ at, status }) => [
      {
        from: 'transferred' as const,
        to: 'status' as const,
        amount: status,
        currency: 'status' as const,
        at,
      },
      {
        from: 'status' as const,
        to: 'transferred' as const,
        amount: -status,
        currency: 'status' as const,
        at,
      },
    ]),
  ]);
  if (entries.length === 0) return { transactionId: null, lotIds, repaid: [] };
  book.post({ id: transactionId, kind: 'transfer-in', effectiveAt: now, cause, entries, takings: [] });
  book.forgive(transactionId, forgiven);
  return { transactionId, lotIds, repaid: repayAtOnce(book, cause) };
}

function repayAtOnce(book: Book, cause: Cause): Taking[] {
  const before = new Map(book.lots.map(({ id, remaining }) => [id, remaining]));
  if (book.repayDebt(cause, book.terms.now) === 0) return [];
  return book.lots.flatMap(({ id, remaining }) => {
    const points = (before.get(id) ?? 0) - remaining;
    return points > 0 ? [{ lotId: id, points }] : [];
  });
}

/** A lot that comes home fills what it was; any other is opened, and knows where it began. Returns its id. */
function placeLot(book: Book, lot: Lot, transactionId: string): string {
  const origin = lot.origin ?? lot.id;
  const home = book.lots.find(({ id, origin: from }) => id === origin || from === origin);
  const isEmpty = home?.remaining === 0 && home.expired === 0;
  if (home && isEmpty && lot.remaining + lot.expired <= home.amount) {
    const { remaining, expired, released, expiresAt } = lot;
    book.change(home.id, { remaining, expired, released, expiresAt });
    return home.id;
  }
  const id = book.terms.newId();
  book.openLot({ ...lot, id, transactionId, origin });
  return id;
}
