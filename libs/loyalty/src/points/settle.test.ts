import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, berlin, emptySnapshot, Passbook } from '../../test/passbook.ts';
import {
  snapshotAfter,
  Wallet,
  type ClubPointsPolicy,
  type Lot,
  type Snapshot,
  type WalletChanges,
} from '../index.ts';
import { Book, type WalletTerms } from './book.ts';
import { comesBefore, dueOfHold, dueOfLot, type Due } from './due-queue.ts';
import { bookDue, settle } from './settle.ts';

const hour = 60 * 60 * 1000;
const start = at('2027-01-15T09:00');

const termsAt = (now: number, policy: ClubPointsPolicy): WalletTerms => {
  let count = 0;
  return { now, zone: berlin, policy, newId: () => `new-${String(++count).padStart(5, '0')}` };
};

/** The plain definition: whatever is due first, found by looking at everything. */
function settleOneByOne(book: Book, now: number): void {
  const firstDue = (): Due | null =>
    [...book.lots.map((lot) => dueOfLot(lot, now)), ...book.holds.map((hold) => dueOfHold(hold, now))].reduce(
      (first, due) => (due && (!first || comesBefore(due, first)) ? due : first),
      null,
    );
  for (let due = firstDue(); due; due = firstDue()) bookDue(book, due);
}

const hours = fc.integer({ min: 0, max: 200 });
const stories = fc.record({
  returns: fc.constantFrom('debt' as const, 'within-balance' as const),
  expiry: fc.constantFrom({ kind: 'none' as const }, { kind: 'inactivity' as const, months: 1 }),
  reinstatementDays: fc.integer({ min: 0, max: 3 }),
  awards: fc.array(
    fc.record({ points: fc.integer({ min: 1, max: 50 }), waits: fc.option(hours), lives: fc.option(hours) }),
    { minLength: 1, maxLength: 30 },
  ),
  holds: fc.array(
    fc.record({ points: fc.integer({ min: 1, max: 40 }), ends: fc.integer({ min: 1, max: 200 }) }),
    {
      maxLength: 4,
    },
  ),
  back: fc.nat(200),
});

function storedFrom({
  awards,
  holds,
  back,
  ...policy
}: typeof stories extends fc.Arbitrary<infer S> ? S : never) {
  const book = new Passbook(policy);
  for (const { points, waits, lives } of awards) {
    const availableAt = waits === null ? null : start + waits * hour;
    const expiresAt = lives === null ? undefined : (availableAt ?? start) + (lives + 1) * hour;
    book.award(start, points, { availableAt, expiresAt });
  }
  for (const { points, ends } of holds)
    if (book.balance(start).available >= points)
      book.visit(start, (wallet) => wallet.hold({ points, expiresAt: start + ends * hour, cause: {} }));
  book.takeBack(start, back, [book.snapshot.lots[0]?.id ?? null]);
  return book;
}

test('settling by the queue books the same as settling by full scans, in the same order', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 0, max: 600 }), (story, later) => {
      const { snapshot, policy } = storedFrom(story);
      const now = start + later * hour;
      const [queued, plain] = [
        new Book(snapshot, termsAt(now, policy)),
        new Book(snapshot, termsAt(now, policy)),
      ];
      settle(queued, now);
      settleOneByOne(plain, now);
      expect(queued.changes()).toEqual(plain.changes());
    }),
    { numRuns: 400 },
  );
});

test('settling in steps books the same as settling at once', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 5 }), (story, most) => {
      const { snapshot, policy } = storedFrom(story);
      const terms = termsAt(start + 500 * hour, policy);
      const once = Wallet.open(snapshot, termsAt(terms.now, policy)).changes();
      const steps: WalletChanges[] = [];
      let stored: Snapshot = snapshot;
      do {
        const changes = Wallet.open(stored, terms, most).changes();
        stored = snapshotAfter(stored, changes);
        steps.push(changes);
      } while (stored.nextDueAt !== null && stored.nextDueAt <= terms.now);
      expect(steps.every(({ transactions }) => transactions.length <= most * 3)).toBe(true);
      expect(steps.flatMap(({ transactions }) => transactions)).toEqual(once.transactions);
      expect(stored).toEqual(snapshotAfter(snapshot, once));
    }),
  );
});

test('settling many due lots costs one sort, not one scan for each', () => {
  const many = 5000;
  let looks = 0;
  const lots = Array.from({ length: many }, (_, index): Lot => ({
    id: `lot-${String(index).padStart(6, '0')}`,
    transactionId: 't',
    amount: 1,
    remaining: 1,
    expired: 0,
    released: true,
    availableAt: start,
    get expiresAt() {
      looks += 1;
      return start + (index % 7) * hour;
    },
    earnedAt: start,
    awardedAt: start,
    source: {},
  }));
  const balances = { ...emptySnapshot.balances, available: many };
  const { policy } = new Passbook();
  const snapshot = { ...emptySnapshot, balances, lots, nextDueAt: start };
  expect(Wallet.open(snapshot, termsAt(start + 9 * hour, policy)).balance().available).toBe(0);
  expect(looks).toBeLessThan(many * Math.log2(many) * 12);
});
