import type { Instant } from '../clock.ts';
import { holdDueAt, type Book } from './book.ts';
import { consumptionOrder, lotDueAt, type Hold, type Lot } from './lot.ts';

type Due =
  | { readonly kind: 'release' | 'expire'; readonly at: Instant; readonly lot: Lot }
  | { readonly kind: 'hold-timeout'; readonly at: Instant; readonly hold: Hold };

/** At the same moment points are released before others expire, and expire before holds time out. */
const precedence = { release: 0, expire: 1, 'hold-timeout': 2 } as const;

/**
 * Books everything that time has brought up to `now`, one after the other at its due time, so that settling
 * late, twice or in steps gives the same.
 */
export function settle(book: Book, now: Instant): void {
  for (let due = nextDue(book, now); due; due = nextDue(book, now)) {
    if (due.kind === 'hold-timeout') timeOut(book, due.hold, due.at);
    else if (due.kind === 'release') release(book, due.lot, due.at);
    else expire(book, due.lot, due.at);
  }
}

function nextDue(book: Book, now: Instant): Due | null {
  let first: Due | null = null;
  for (const lot of book.lots) {
    const at = lotDueAt(lot);
    if (at === null || at > now) continue;
    const due: Due = { kind: lot.released ? 'expire' : 'release', at, lot };
    if (!first || comesBefore(due, first)) first = due;
  }
  for (const hold of book.holds) {
    const at = holdDueAt(hold);
    if (at === null || at > now) continue;
    const due: Due = { kind: 'hold-timeout', at, hold };
    if (!first || comesBefore(due, first)) first = due;
  }
  return first;
}

function comesBefore(a: Due, b: Due): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return precedence[a.kind] < precedence[b.kind];
  if (a.kind !== 'hold-timeout' && b.kind !== 'hold-timeout') return consumptionOrder(a.lot, b.lot) < 0;
  return a.kind === 'hold-timeout' && b.kind === 'hold-timeout' && a.hold.id < b.hold.id;
}

function release(book: Book, lot: Lot, at: Instant): void {
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
  book.repayDebt(cause, at);
}

function expire(book: Book, lot: Lot, at: Instant): void {
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
}

function timeOut(book: Book, hold: Hold, at: Instant): void {
  const id = book.terms.newId();
  const cause = { kind: 'due', holdId: hold.id };
  book.closeHold(hold, 'timed-out');
  book.putBack(hold.takings, at, id);
  book.post({
    id,
    kind: 'hold-timeout',
    effectiveAt: at,
    cause,
    entries: [{ currency: 'points', from: 'held', to: 'available', amount: hold.points, effectiveAt: at }],
    takings: [],
  });
  book.repayDebt(cause, at);
}
