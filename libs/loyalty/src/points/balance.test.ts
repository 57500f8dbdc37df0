import { expect, test } from 'vitest';
import { berlin, emptySnapshot, noon, Passbook } from '../../test/passbook.ts';
import {
  balanceAt,
  defaultPointsPolicy,
  expiring,
  needsLots,
  outstandingAt,
  valueOfPoints,
  Wallet,
  type Snapshot,
} from '../index.ts';

const day = 24 * 60 * 60 * 1000;
const terms = (now: number) => {
  let count = 0;
  return { now, zone: berlin, policy: defaultPointsPolicy, newId: () => `new-${++count}` };
};

function withoutLots(fields: Partial<Snapshot>): Snapshot {
  return { ...emptySnapshot, complete: false, ...fields };
}

test('a read shows what settling would book, and writes nothing', () => {
  const book = new Passbook();
  book.award(noon, 10, { expiresAt: noon + day });
  book.award(noon, 5, { availableAt: noon + day });
  const stored = book.snapshot;
  const { balances, lots } = balanceAt(stored, noon + day, { zone: berlin });
  expect(balances).toMatchObject({ available: 5, pending: 0 });
  expect(lots.map((lot) => lot.remaining)).toEqual([0, 5]);
  expect(book.snapshot).toBe(stored);
  expect(stored.balances).toMatchObject({ available: 10, pending: 5 });
});

test('a read without lots shows the stored balances until something is due, and then refuses', () => {
  const balances = { ...emptySnapshot.balances, available: 7 };
  const stored = withoutLots({ balances, nextDueAt: noon + 1 });
  expect(balanceAt(stored, noon, { zone: berlin }).balances).toEqual(balances);
  expect(() => balanceAt(stored, noon + 1, { zone: berlin })).toThrow('without its lots');
});

test('an award needs lots if something is due, if there is debt, or with an inactivity policy', () => {
  const { balances } = emptySnapshot;
  const inactivity = { ...defaultPointsPolicy, expiry: { kind: 'inactivity', months: 12 } } as const;
  expect(needsLots(balances, null, noon, defaultPointsPolicy)).toBe(false);
  expect(needsLots(balances, noon + 1, noon, defaultPointsPolicy)).toBe(false);
  expect(needsLots(balances, noon, noon, defaultPointsPolicy)).toBe(true);
  expect(needsLots({ ...balances, debt: 1 }, null, noon, defaultPointsPolicy)).toBe(true);
  expect(needsLots(balances, null, noon, inactivity)).toBe(true);
});

test('books an award without loaded lots, and keeps the earlier due time', () => {
  const balances = { ...emptySnapshot.balances, available: 7 };
  const wallet = Wallet.open(withoutLots({ balances, nextDueAt: noon + day }), terms(noon));
  const award = { points: 3, status: 3, kind: 'earn', cause: {}, earnedAt: noon } as const;
  wallet.award({ ...award, expiresAt: noon + 2 * day });
  expect(wallet.changes()).toMatchObject({ balances: { available: 10, status: 3 }, nextDueAt: noon + day });
  expect(wallet.changes().lots.opened).toHaveLength(1);
  expect(() => wallet.redeem({ points: 1, cause: {} })).toThrow('without its lots');
});

test('refuses an award without lots if it would repay debt', () => {
  const balances = { ...emptySnapshot.balances, debt: 7 };
  const wallet = Wallet.open(withoutLots({ balances }), terms(noon));
  const award = { points: 3, status: 0, kind: 'earn', cause: {}, earnedAt: noon } as const;
  expect(() => wallet.award(award)).toThrow('without its lots');
  expect(wallet.changes().transactions).toEqual([]);
});

test('a lot that is missing, or lots that hold less than the balance, are a fault, not a refusal', () => {
  const wallet = Wallet.open(
    { ...emptySnapshot, balances: { ...emptySnapshot.balances, available: 5 } },
    terms(noon),
  );
  const takings = [{ lotId: 'elsewhere', points: 5 }];
  expect(() => wallet.giveBack({ takings, place: 0, cause: {} })).toThrow('elsewhere is not in the snapshot');
  expect(() => wallet.redeem({ points: 5, cause: {} })).toThrow('hold less than the balance');
});

test('sums expiring points by moment, soonest first, without empty, unlimited or expired lots', () => {
  const book = new Passbook();
  for (const [points, expiresAt] of [
    [10, noon + 2 * day],
    [5, noon + day],
    [7, noon + 2 * day],
    [9, null],
  ] as const) {
    book.award(noon, points, { expiresAt });
  }
  const { lots } = book.snapshot;
  expect(expiring(lots, noon)).toEqual([
    { points: 5, expiresAt: noon + day },
    { points: 17, expiresAt: noon + 2 * day },
  ]);
  expect(expiring(lots, noon + day)).toEqual([{ points: 17, expiresAt: noon + 2 * day }]);
});

test('saves a lot once if it is opened and changed in one call', () => {
  const book = new Passbook();
  const changes = book.visit(noon, (wallet) => {
    wallet.award({ points: 10, status: 0, kind: 'earn', cause: {}, earnedAt: noon });
    wallet.redeem({ points: 4, cause: {} });
    return wallet.changes();
  });
  expect(changes.lots.opened).toMatchObject([{ amount: 10, remaining: 6 }]);
  expect(changes.lots.changed).toEqual([]);
});

test('the liability at a moment counts all entries effective by then', () => {
  const book = new Passbook();
  book.award(noon, 100, { expiresAt: noon + 3 * day });
  const { lotId } = book.award(noon + day, 50, { status: 50 });
  book.redeem(noon + 2 * day, 20);
  book.takeBack(noon + 4 * day, 60, [lotId]);
  const entries = book.transactions.flatMap((transaction) => transaction.entries);
  const at = (days: number) => outstandingAt(entries, noon + days * day);
  expect([at(-1), at(0), at(1), at(2), at(3), at(4)]).toEqual([
    { points: 0, debt: 0 },
    { points: 100, debt: 0 },
    { points: 150, debt: 0 },
    { points: 130, debt: 0 },
    { points: 50, debt: 0 },
    { points: 0, debt: 10 },
  ]);
  expect(valueOfPoints(150, { points: 100, amount: 99 })).toBe(149);
});
