import type { Instant } from '../clock.ts';
import { holdDueAt, type Book } from './book.ts';
import { consumptionOrder, lotDueAt, type Hold, type Lot } from './lot.ts';

/** Something that fell due. */
export type Due =
  | { readonly kind: 'release' | 'expire'; readonly at: Instant; readonly lot: Lot }
  | { readonly kind: 'hold-timeout'; readonly at: Instant; readonly hold: Hold };

/** At the same moment, releases come before expiries, and expiries before hold timeouts. */
const precedence = { release: 0, expire: 1, 'hold-timeout': 2 } as const;

export function comesBefore(a: Due, b: Due): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return precedence[a.kind] < precedence[b.kind];
  if (a.kind !== 'hold-timeout' && b.kind !== 'hold-timeout') return consumptionOrder(a.lot, b.lot) < 0;
  return a.kind === 'hold-timeout' && b.kind === 'hold-timeout' && a.hold.id < b.hold.id;
}

/** What is due for the lot at `now`. */
export function dueOfLot(lot: Lot, now: Instant): Due | null {
  const at = lotDueAt(lot);
  return at === null || at > now ? null : { kind: lot.released ? 'expire' : 'release', at, lot };
}

export function dueOfHold(hold: Hold, now: Instant): Due | null {
  const at = holdDueAt(hold);
  return at === null || at > now ? null : { kind: 'hold-timeout', at, hold };
}

/**
 * What is due in a wallet, in order (a binary heap). Changing a lot adds it again; outdated entries are skipped
 * when their turn comes.
 */
export class DueQueue {
  readonly #book: Book;
  readonly #now: Instant;
  readonly #heap: Due[] = [];

  constructor(book: Book, now: Instant) {
    this.#book = book;
    this.#now = now;
    for (const lot of book.lots) this.add(lot);
    for (const hold of book.holds) this.#push(dueOfHold(hold, now));
  }

  add(lot: Lot): void {
    this.#push(dueOfLot(lot, this.#now));
  }

  /** Takes the first due item, in its current state. */
  next(): Due | null {
    for (let first = this.#pop(); first; first = this.#pop()) {
      const current = this.#currentOf(first);
      if (current && !comesBefore(first, current)) return current;
    }
    return null;
  }

  #currentOf(due: Due): Due | null {
    switch (due.kind) {
      case 'hold-timeout': {
        const hold = this.#book.hold(due.hold.id);
        return hold ? dueOfHold(hold, this.#now) : null;
      }
      case 'release':
      case 'expire':
        return dueOfLot(this.#book.lot(due.lot.id), this.#now);
    }
  }

  #push(due: Due | null): void {
    if (!due) return;
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || !comesBefore(due, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = due;
  }

  #pop(): Due | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const below = this.#earlierChild(at);
      const child = heap[below];
      if (!child || !comesBefore(child, last)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
    return first;
  }

  #earlierChild(at: number): number {
    const left = 2 * at + 1;
    const [one, other] = [this.#heap[left], this.#heap[left + 1]];
    return one && other && comesBefore(other, one) ? left + 1 : left;
  }
}
