import type { Instant } from '../clock.ts';
import { DueQueue, type Due } from './due-queue.ts';
import type { Book } from './book.ts';
import { reclaim } from './forgiveness.ts';
import { lotDueAt, type Hold, type Lot } from './lot.ts';

/**
 * Books everything that fell due up to `now`, one item after the other at its due time. Settling late, twice or
 * in steps gives the same result. Returns the number of booked items, at most `most`.
 */
export function settle(book: Book, now: Instant, most = Infinity): number {
  const queue = new DueQueue(book, now);
  let booked = 0;
  for (; booked < most; booked += 1) {
    const due = queue.next();
    if (!due) break;
    for (const lotId of bookDue(book, due)) queue.add(book.lot(lotId));
  }
  return booked;
}

/** Books one due item. Returns the lots that it made due again. */
export function bookDue(book: Book, due: Due): string[] {
  switch (due.kind) {
    case 'hold-timeout':
      return timeOut(book, due.hold, due.at);
    case 'release':
      return release(book, due.lot, due.at);
    case 'expire':
      return expire(book, due.lot, due.at);
  }
}

function release(book: Book, lot: Lot, at: Instant): string[] {
  const cause = { kind: 'due', lotId: lot.id };
  book.change(lot.id, { released: true });
  book.post({
    id: book.terms.newId(),
    kind: 'release',
    effectiveAt: at,
    cause,
    entries: [
      { currency: 'points', from: 'pending', to: 'available', amount: lot.remaining, effectiveAt: at },
    ],
    takings: [],
  });
  const goneAt = lotDueAt(book.lot(lot.id));
  // Expired points pay nothing.
  if (goneAt === null || goneAt > at) book.repayDebt(cause, at, [{ lotId: lot.id, points: lot.remaining }]);
  return [lot.id];
}

function expire(book: Book, lot: Lot, at: Instant): string[] {
  book.change(lot.id, { expired: lot.expired + lot.remaining });
  book.post({
    id: book.terms.newId(),
    kind: 'expire',
    effectiveAt: at,
    cause: { kind: 'due', lotId: lot.id },
    entries: [
      { currency: 'points', from: 'available', to: 'expired', amount: lot.remaining, effectiveAt: at },
    ],
    takings: book.take([lot], lot.remaining),
  });
  return [];
}

function timeOut(book: Book, hold: Hold, at: Instant): string[] {
  const id = book.terms.newId();
  const cause = { kind: 'due', holdId: hold.id };
  book.closeHold(hold, 'timed-out');
  const lots = book.putBack(hold.takings, at, id);
  book.post({
    id,
    kind: 'hold-timeout',
    effectiveAt: at,
    cause,
    entries: [{ currency: 'points', from: 'held', to: 'available', amount: hold.points, effectiveAt: at }],
    takings: [],
  });
  reclaim(book, { lots, place: hold.place, cause, at });
  book.repayDebt(cause, at, lots);
  return lots.map(({ lotId }) => lotId);
}
