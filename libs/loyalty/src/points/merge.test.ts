import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyBalances, noon, Passbook } from '../../test/passbook.ts';
import { LoyaltyError, type Belongings, type ClubPointsPolicy } from '../index.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Two wallets of one person. */
class Pair {
  readonly from: Passbook;
  readonly into: Passbook;
  now = noon;
  #merged: { belongings: Belongings; received: ReturnType<Pair['merge']> } | null = null;

  constructor(policy: Partial<ClubPointsPolicy> = {}) {
    this.from = new Passbook(policy, 'from');
    this.into = new Passbook(policy, 'into');
  }

  merge() {
    const { from, into, now } = this;
    const credit = [{ at: now, status: from.balance(now).status }];
    into.balance(now);
    const { belongings } = from.visit(now, (wallet) => wallet.sendAll({ credit, cause: {} }));
    const received = into.visit(now, (wallet) => wallet.receive({ belongings, cause: {} }));
    this.#merged = { belongings, received };
    return received;
  }

  unmerge() {
    const { from, into, now } = this;
    if (!this.#merged) throw new Error('Not merged');
    const { belongings, received } = this.#merged;
    const came = new Set(received.lotIds);
    const origins = new Set(
      into.snapshot.lots.flatMap(({ id, origin }) => (came.has(id) && origin ? [origin] : [])),
    );
    const lotIds = into.snapshot.lots
      .filter(
        ({ id, origin }) => came.has(id) || (origin !== undefined && origin !== null && origins.has(origin)),
      )
      .map(({ id }) => id);
    const { credit, debt, forgiven } = belongings;
    const sent = into.visit(now, (wallet) =>
      wallet.sendBack({
        lotIds,
        credit,
        debt,
        forgiven: { id: received.transactionId, most: forgiven },
        repaid: received.repaid,
        cause: {},
      }),
    );
    from.visit(now, (wallet) => wallet.receive({ belongings: sent.belongings, cause: {} }));
  }

  /** What it holds, without its history. */
  state() {
    return [this.from, this.into].map((book) => ({
      balances: book.balance(this.now),
      lots: book.snapshot.lots
        .filter(({ remaining, expired }) => remaining + expired > 0)
        .map(({ id, remaining, expired, released, expiresAt }) => ({
          id,
          remaining,
          expired,
          released,
          expiresAt,
        })),
    }));
  }
}

describe('a merge', () => {
  test('moves what is available, pending and owed, and repays debt', () => {
    const pair = new Pair();
    pair.from.award(noon, 70, { status: 7 });
    pair.from.award(noon, 30, { availableAt: noon + day });
    const { lotId } = pair.into.award(noon, 50);
    pair.into.redeem(noon, 50);
    pair.into.takeBack(noon, 50, [lotId]);
    pair.merge();
    expect(pair.from.balance(noon)).toEqual(emptyBalances);
    expect(pair.into.balance(noon)).toEqual({ ...emptyBalances, available: 20, pending: 30, status: 7 });
    expect(pair.into.balance(noon + day)).toMatchObject({ available: 50, pending: 0 });
  });

  test('gives back what is left, oldest first spent', () => {
    const pair = new Pair();
    pair.from.award(noon, 100, { expiresAt: noon + 10 * day });
    pair.into.award(noon, 100, { expiresAt: noon + 20 * day });
    pair.merge();
    pair.into.redeem(noon + day, 130);
    pair.now = noon + day;
    pair.unmerge();
    expect(pair.from.balance(pair.now).available).toBe(0);
    expect(pair.into.balance(pair.now).available).toBe(70);
  });

  test('keeps the debt where it was', () => {
    const pair = new Pair();
    const { lotId } = pair.from.award(noon, 40);
    pair.from.redeem(noon, 40);
    pair.from.takeBack(noon, 40, [lotId]);
    pair.into.award(noon, 100);
    const before = pair.state();
    pair.merge();
    expect(pair.into.balance(noon)).toMatchObject({ available: 60, debt: 0 });
    pair.unmerge();
    expect(pair.state()).toEqual(before);
  });

  test('is refused while points are held', () => {
    const pair = new Pair();
    pair.from.award(noon, 10);
    pair.from.visit(noon, (wallet) => wallet.hold({ points: 5, expiresAt: noon + day, cause: {} }));
    expect(() => pair.merge()).toThrow('held points');
  });
});

const step = fc.record({
  verb: fc.constantFrom('award', 'pending', 'redeem', 'return'),
  points: fc.integer({ min: 1, max: 200 }),
  hours: fc.integer({ min: 0, max: 200 }),
  isInto: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
const policy = fc.record({ returns: fc.constantFrom('debt' as const, 'within-balance' as const) });

function live(pair: Pair, steps: readonly Step[], isMerged: boolean): void {
  for (const { verb, points, hours, isInto } of steps) {
    pair.now += hours * hour;
    const book = isInto || isMerged ? pair.into : pair.from;
    const lotIds = book.snapshot.lots.slice(0, 1).map(({ id }) => id);
    try {
      if (verb === 'award') book.award(pair.now, points, { status: points, expiresAt: pair.now + 9 * day });
      if (verb === 'pending') book.award(pair.now, points, { availableAt: pair.now + 2 * day });
      if (verb === 'redeem') book.redeem(pair.now, points);
      if (verb === 'return') book.takeBack(pair.now, points, lotIds);
    } catch (error) {
      if (!(error instanceof LoyaltyError)) throw error;
    }
  }
}

function assertSound(book: Passbook): void {
  const { balances, lots, forgiveness } = book.snapshot;
  const remaining = (released: boolean) =>
    total(lots.filter((lot) => lot.released === released).map((lot) => lot.remaining));
  expect([remaining(true), remaining(false)]).toEqual([balances.available, balances.pending]);
  expect(total(forgiveness.map(({ open }) => open))).toBe(balances.forgiven);
  expect(Object.values(balances).every((balance) => balance >= 0)).toBe(true);
  expect(lots.every((lot) => lot.remaining >= 0 && lot.remaining + lot.expired <= lot.amount)).toBe(true);
  expect(balances.debt > 0 && balances.available > 0).toBe(false);
}

/** With what has expired: a lot that comes back after its end expires. */
const worth = (pair: Pair): number => {
  pair.state();
  return total(
    [pair.from, pair.into].map(
      ({ snapshot: { balances, lots } }) =>
        balances.available + balances.pending - balances.debt + total(lots.map(({ expired }) => expired)),
    ),
  );
};

test('undone at once, a merge leaves both wallets as they were', () => {
  fc.assert(
    fc.property(policy, fc.array(step, { maxLength: 15 }), (terms, steps) => {
      const pair = new Pair(terms);
      live(pair, steps, false);
      const before = pair.state();
      pair.merge();
      pair.unmerge();
      expect(pair.state()).toEqual(before);
    }),
    { numRuns: 200 },
  );
});

test('whatever happens in between, no point is lost or doubled and nothing is below zero', () => {
  fc.assert(
    fc.property(
      policy,
      fc.array(step, { maxLength: 12 }),
      fc.array(step, { maxLength: 12 }),
      (terms, steps, between) => {
        const pair = new Pair(terms);
        live(pair, steps, false);
        const first = worth(pair);
        pair.merge();
        expect(worth(pair)).toBe(first);
        live(pair, between, true);
        const then = worth(pair);
        pair.unmerge();
        expect(worth(pair)).toBe(then);
        for (const book of [pair.from, pair.into]) assertSound(book);
      },
    ),
    { numRuns: 200 },
  );
});
