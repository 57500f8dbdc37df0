import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyBalances, at, Passbook } from '../../test/passbook.ts';
import {
  balancesAfter,
  consumptionOrder,
  LoyaltyError,
  needsLots,
  outstandingAt,
  type Account,
  type Instant,
  type Snapshot,
  type Spent,
  type Transaction,
} from '../index.ts';

const hour = 60 * 60 * 1000;
const start = at('2027-01-15T09:00');

const points = fc.integer({ min: 1, max: 300 });
const pick = fc.nat();
const event = fc.oneof(
  fc.record({
    verb: fc.constant('award'),
    points,
    status: fc.nat(50),
    pending: fc.option(fc.integer({ min: 1, max: 40 }), { nil: 0 }),
    life: fc.option(fc.integer({ min: 1, max: 60 })),
  }),
  fc.record({ verb: fc.constantFrom('redeem', 'adjust-down', 'adjust-up', 'send', 'receive'), points }),
  fc.record({ verb: fc.constant('hold'), points, hours: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ verb: fc.constantFrom('capture', 'release', 'cancel'), pick }),
  fc.record({ verb: fc.constant('return'), pick, points: fc.integer({ min: -200, max: 300 }) }),
);
type Event = { verb: string } & Partial<{
  points: number;
  status: number;
  pending: number;
  life: number | null;
  hours: number;
  pick: number;
}>;
const story = fc.array(fc.record({ event, hours: fc.integer({ min: 0, max: 300 }) }), { maxLength: 25 });
const policy = fc.record({
  returns: fc.constantFrom('debt' as const, 'within-balance' as const),
  reinstatementDays: fc.integer({ min: 0, max: 20 }),
  expiry: fc.constantFrom(
    { kind: 'none' as const },
    { kind: 'rolling-months' as const, months: 1 },
    { kind: 'rolling-days' as const, days: 20 },
    { kind: 'inactivity' as const, months: 1 },
    { kind: 'fixed-date' as const, month: 2, day: 29 },
  ),
});

/** What happened so far, to act on later. */
class Life {
  readonly book: Passbook;
  readonly lotIds: string[] = [];
  readonly holdIds: string[] = [];
  readonly spent: Pick<Spent, 'takings' | 'place'>[] = [];
  now = start;

  constructor(book: Passbook) {
    this.book = book;
  }

  /** Lets the event happen; a refusal must leave everything as it was. */
  live(what: Event): void {
    try {
      this.#act(what);
    } catch (error) {
      if (!(error instanceof LoyaltyError)) throw error;
      const { before, after } = this.book.aroundRefusal();
      expect(after).toEqual(before);
    }
  }

  #act({ verb, points = 1, status = 0, pending = 0, life, hours = 1, pick = 0 }: Event): void {
    const { book, now } = this;
    const cause = { verb };
    const one = <T>(all: readonly T[]) => all[pick % Math.max(1, all.length)];
    switch (verb) {
      case 'award': {
        const availableAt = pending ? now + pending * 24 * hour : null;
        const expiresAt = life ? (availableAt ?? now) + life * 24 * hour : undefined;
        const { lotId } = book.award(now, points, { status, availableAt, expiresAt });
        if (lotId) this.lotIds.push(lotId);
        return;
      }
      case 'redeem':
        this.spent.push(book.redeem(now, points));
        return;
      case 'adjust-up':
      case 'adjust-down': {
        const signed = verb === 'adjust-up' ? points : -points;
        book.visit(now, (wallet) => wallet.adjust({ points: signed, cause }));
        return;
      }
      case 'hold': {
        const held = book.visit(now, (wallet) =>
          wallet.hold({ points, expiresAt: now + hours * hour, cause }),
        );
        this.holdIds.push(held.holdId);
        return;
      }
      case 'capture':
        this.spent.push(book.visit(now, (wallet) => wallet.capture(one(this.holdIds) ?? 'none', cause)));
        return;
      case 'release':
        book.visit(now, (wallet) => wallet.release(one(this.holdIds) ?? 'none', cause));
        return;
      case 'cancel': {
        const [spent] = this.spent.length ? this.spent.splice(pick % this.spent.length, 1) : [];
        if (spent) book.cancel(now, spent);
        return;
      }
      case 'return':
        book.takeBack(now, points, [one(this.lotIds) ?? null], points);
        return;
      case 'send':
        book.visit(now, (wallet) => wallet.transferOut({ points, cause }));
        return;
      case 'receive': {
        const from = new Passbook(book.policy);
        from.award(now, points, { expiresAt: now + 24 * hour });
        const { parcel } = from.visit(now, (wallet) => wallet.transferOut({ points, cause }));
        book.visit(now, (wallet) => wallet.transferIn({ parcel, cause }));
        return;
      }
    }
    throw new Error(`Unknown verb ${verb}`);
  }
}

function lived(policy: ConstructorParameters<typeof Passbook>[0], steps: { event: Event; hours: number }[]) {
  const life = new Life(new Passbook(policy));
  for (const { event: what, hours } of steps) {
    life.now += hours * hour;
    life.live(what);
  }
  return life;
}

function accountSums(transactions: readonly Transaction[]): Map<Account, number> {
  const sums = new Map<Account, number>();
  for (const { from, to, amount } of transactions.flatMap(({ entries }) => entries)) {
    sums.set(from, (sums.get(from) ?? 0) - amount);
    sums.set(to, (sums.get(to) ?? 0) + amount);
  }
  return sums;
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

test('entries sum to zero and match the balances', () => {
  fc.assert(
    fc.property(policy, story, (terms, steps) => {
      const { book } = lived(terms, steps);
      const sums = accountSums(book.transactions);
      expect(total([...sums.values()])).toBe(0);
      const { available, pending, held, debt, forgiven, status } = book.snapshot.balances;
      const booked = (['available', 'pending', 'held', 'debt', 'forgiven', 'status'] as const).map(
        (name) => sums.get(name) ?? 0,
      );
      expect(booked).toEqual([available, pending, held, 0 - debt, 0 - forgiven, status]);
      const entries = book.transactions.flatMap((transaction) => transaction.entries);
      expect(entries.every(({ amount }) => Number.isSafeInteger(amount) && amount > 0)).toBe(true);
      expect(balancesAfter(emptyBalances, entries)).toEqual(book.snapshot.balances);
      expect(outstandingAt(entries, Infinity)).toEqual({ points: available + pending + held, debt });
    }),
    { numRuns: 300 },
  );
});

test('lots, holds and forgiveness sum to the balances, none is negative, and debt leaves nothing available', () => {
  fc.assert(
    fc.property(policy, story, (terms, steps) => {
      const { snapshot, transactions } = lived(terms, steps).book;
      const { lots, holds, forgiveness, balances } = snapshot;
      const remaining = (released: boolean) =>
        total(lots.filter((lot) => lot.released === released).map((lot) => lot.remaining));
      expect(remaining(true)).toBe(balances.available);
      expect(remaining(false)).toBe(balances.pending);
      expect(total(holds.map((hold) => hold.points))).toBe(balances.held);
      expect(total(forgiveness.map(({ open }) => open))).toBe(balances.forgiven);
      const expired = accountSums(transactions).get('expired') ?? 0;
      expect(total(lots.map((lot) => lot.expired))).toBe(expired);
      expect(lots.every((lot) => lot.remaining >= 0 && lot.remaining <= lot.amount)).toBe(true);
      expect(Object.values(balances).every((balance) => balance >= 0)).toBe(true);
      expect(balances.debt > 0 && balances.available > 0).toBe(false);
    }),
    { numRuns: 300 },
  );
});

/** As SQL loads a wallet from which so many points are spent. */
const portionOf = (snapshot: Snapshot, toSpend: number): Snapshot => {
  let before = 0;
  const lots = snapshot.lots
    .filter(({ remaining }) => remaining > 0)
    .toSorted(consumptionOrder)
    .filter(({ released, remaining }) => {
      const isNeeded = !released || before <= toSpend;
      if (released) before += remaining;
      return isNeeded;
    });
  return { ...snapshot, lots, complete: false, enoughFor: toSpend };
};

test('lots that are enough for what is spent decide the same as all of them', () => {
  fc.assert(
    fc.property(policy, story, points, fc.boolean(), (terms, steps, toSpend, isHeld) => {
      const { book, now } = lived(terms, steps);
      const { snapshot } = book;
      const { balances, nextDueAt } = snapshot;
      if (balances.forgiven > 0 || needsLots(balances, nextDueAt, now, book.policy)) return;
      const [all, some] = [book.copy(), book.copy()];
      some.snapshot = portionOf(snapshot, toSpend);
      const spend = (one: Passbook) => {
        try {
          one.visit(now, (wallet) =>
            isHeld
              ? wallet.hold({ points: toSpend, expiresAt: now + hour, cause: {} })
              : wallet.redeem({ points: toSpend, cause: {} }),
          );
        } catch (error) {
          if (!(error instanceof LoyaltyError)) throw error;
        }
        return {
          due: one.snapshot.nextDueAt,
          balances: one.snapshot.balances,
          last: one.transactions.at(-1),
        };
      };
      expect(spend(some)).toEqual(spend(all));
      expect(() =>
        some.visit(now, (wallet) => wallet.takeBack({ points: 1, status: 0, lotIds: [], cause: {} })),
      ).toThrow('without its lots');
    }),
    { numRuns: 300 },
  );
});

test('every consumption records the lots it took from', () => {
  fc.assert(
    fc.property(policy, story, (terms, steps) => {
      for (const { kind, entries, takings } of lived(terms, steps).book.transactions) {
        if (kind === 'capture' || kind === 'release') continue;
        const taken = entries.filter(
          ({ currency, from }) => currency === 'points' && (from === 'available' || from === 'pending'),
        );
        expect(total(takings.map((taking) => taking.points))).toBe(total(taken.map((entry) => entry.amount)));
      }
    }),
  );
});

const later = fc.integer({ min: 0, max: 24 * 90 });

test('settling again, or in two steps, gives the same result as settling once', () => {
  fc.assert(
    fc.property(policy, story, later, later, (terms, steps, first, second) => {
      const { book: once, now } = lived(terms, steps);
      const twice = once.copy();
      const end: Instant = now + (first + second) * hour;
      once.balance(end);
      twice.balance(now + first * hour);
      twice.balance(end);
      expect(twice.snapshot).toEqual(once.snapshot);
      expect(twice.transactions).toEqual(once.transactions);
      const count = twice.transactions.length;
      twice.balance(end);
      expect(twice.transactions).toHaveLength(count);
    }),
    { numRuns: 200 },
  );
});

test('nextDueAt is the first moment at which time alone changes the wallet', () => {
  fc.assert(
    fc.property(policy, story, (terms, steps) => {
      const { book } = lived(terms, steps);
      const { nextDueAt } = book.snapshot;
      const count = book.transactions.length;
      book.balance(nextDueAt === null ? start + 10_000 * 24 * hour : nextDueAt - 1);
      expect(book.transactions).toHaveLength(count);
      if (nextDueAt === null) return;
      book.balance(nextDueAt);
      expect(book.transactions.length).toBeGreaterThan(count);
    }),
  );
});
