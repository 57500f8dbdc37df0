import { describe, expect, test } from 'vitest';
import { at, noon, Passbook, returnedAfterSpending, threeLots } from '../../test/passbook.ts';
import type { LoyaltyError } from '../index.ts';

const day = 24 * 60 * 60 * 1000;
const refused = (code: string) => expect.objectContaining({ name: 'LoyaltyError', code }) as LoyaltyError;

test('of lots with the same expiry, the oldest award is used first', () => {
  const book = new Passbook();
  const young = book.award(noon + day, 10);
  const old = book.copy();
  old.snapshot = {
    ...old.snapshot,
    lots: old.snapshot.lots.map((lot) => ({ ...lot, awardedAt: noon + 3 * day })),
  };
  const older = old.award(noon + 2 * day, 10);
  expect(old.redeem(noon + 3 * day, 15).takings).toEqual([
    { lotId: older.lotId, points: 10 },
    { lotId: young.lotId, points: 5 },
  ]);
});

describe('items due at the same moment', () => {
  test('are released before other points expire', () => {
    const book = new Passbook();
    book.award(noon, 10, { expiresAt: noon + day });
    book.award(noon, 10, { availableAt: noon + day });
    book.balance(noon + day);
    expect(book.transactions.slice(-2).map(({ kind }) => kind)).toEqual(['release', 'expire']);
  });

  test('expire before a hold gives points back, so that only those live on', () => {
    const book = new Passbook();
    book.award(noon, 100, { expiresAt: noon + day });
    book.visit(noon, (wallet) => wallet.hold({ points: 60, expiresAt: noon + day, cause: {} }));
    expect(book.balance(noon + day)).toMatchObject({ available: 60, held: 0 });
    expect(book.transactions.slice(-2).map(({ kind }) => kind)).toEqual(['expire', 'hold-timeout']);
  });
});

describe('returns', () => {
  test('take points from the lots of the purchase first, pending ones too, then from others', () => {
    const book = new Passbook();
    const other = book.award(noon, 50, { expiresAt: noon + day });
    const own = book.award(noon, 40, { availableAt: noon + 2 * day });
    const returned = book.takeBack(noon, 60, [own.lotId]);
    expect(returned).toMatchObject({ takenBack: 60, debt: 0 });
    expect(book.transactions.at(-1)?.takings).toEqual([
      { lotId: own.lotId, points: 40 },
      { lotId: other.lotId, points: 20 },
    ]);
    expect(book.balance(noon)).toMatchObject({ available: 30, pending: 0 });
  });

  test('give points back to the lots of the purchase if they are negative', () => {
    const book = new Passbook();
    const own = book.award(noon, 40);
    book.takeBack(noon, 30, [own.lotId]);
    book.takeBack(noon, -20, [own.lotId]);
    expect(book.snapshot.lots).toHaveLength(1);
    expect(book.snapshot.lots[0]).toMatchObject({ remaining: 30, amount: 40 });
  });

  test('open a new lot and repay debt if points exceed the lots of the purchase', () => {
    const { book, earned } = returnedAfterSpending({ returns: 'debt' });
    expect(book.takeBack(noon, -120, [earned.lotId])).toMatchObject({ takenBack: -120, debtRepaid: 80 });
    expect(book.balance(noon)).toMatchObject({ available: 40, debt: 0 });
    expect(book.snapshot.lots).toHaveLength(2);
  });

  test('never fill a lot above its first amount: a twin lot takes the rest', () => {
    const book = new Passbook();
    const own = book.award(noon, 100);
    const spent = book.redeem(noon, 80);
    book.takeBack(noon, -50, [own.lotId]);
    book.cancel(noon, spent);
    expect(book.snapshot.lots).toMatchObject([
      { amount: 100, remaining: 100 },
      { amount: 50, remaining: 50, source: { purchase: 'p' } },
    ]);
    expect(book.balance(noon).available).toBe(150);
  });

  test('take status credit, but not below zero, and give it back', () => {
    const book = new Passbook();
    const own = book.award(noon, 10, { status: 10 });
    expect(book.takeBack(noon, 0, [own.lotId], 15).status).toBe(10);
    expect(book.balance(noon).status).toBe(0);
    book.takeBack(noon, 0, [own.lotId], -4);
    expect(book.balance(noon).status).toBe(4);
  });

  test('give the points of a reversed correction back to their lots', () => {
    const book = new Passbook();
    book.visit(noon, (wallet) => wallet.adjust({ points: 50, cause: {} }));
    const lotIds = book.snapshot.lots.map((lot) => lot.id);
    book.visit(noon, (wallet) =>
      wallet.takeBack({ points: 50, status: 0, lotIds, cause: {}, to: 'adjusted' }),
    );
    expect(book.transactions.at(-1)?.entries).toMatchObject([
      { from: 'available', to: 'adjusted', amount: 50 },
    ]);
  });

  test('remember the forgiven part of a reversed correction', () => {
    const book = new Passbook({ returns: 'within-balance' });
    book.visit(noon, (wallet) => wallet.adjust({ points: 50, cause: {} }));
    book.redeem(noon, 20);
    const request = { points: 50, status: 0, lotIds: [], cause: {}, to: 'adjusted' } as const;
    expect(book.visit(noon, (wallet) => wallet.takeBack(request)).forgiven).toBe(20);
    expect(book.transactions.at(-1)?.entries).toMatchObject([
      { from: 'available', to: 'adjusted', amount: 30 },
      { from: 'forgiven', to: 'adjusted', amount: 20 },
    ]);
  });

  test('count expired points of the purchase once over partial returns', () => {
    const book = new Passbook();
    const own = book.award(noon, 100, { expiresAt: noon + day });
    book.award(noon, 30, { expiresAt: null });
    book.redeem(noon, 40);
    const parts = [50, 30, 20].map((points) => book.takeBack(noon + 2 * day, points, [own.lotId]));
    expect(parts.map(({ expired, debt }) => [expired, debt])).toEqual([
      [50, 0],
      [10, 0],
      [0, 10],
    ]);
    expect(book.snapshot.lots[0]).toMatchObject({ remaining: 0, expired: 0 });
    expect(book.balance(noon + 2 * day)).toMatchObject({ available: 0, debt: 10 });
  });

  test('take status credit where it was earned', () => {
    const book = new Passbook();
    book.award(noon, 10, { status: 10 });
    book.visit(noon + 3 * day, (wallet) =>
      wallet.takeBack({ points: 0, status: 4, statusAt: noon, lotIds: [], cause: {} }),
    );
    expect(book.transactions.at(-1)).toMatchObject({
      effectiveAt: noon + 3 * day,
      entries: [{ currency: 'status', from: 'status', to: 'issued', amount: 4, effectiveAt: noon }],
    });
  });
});

describe('adjustments', () => {
  test('give points in a new lot, repay debt, and take points in consumption order', () => {
    const { book } = returnedAfterSpending({});
    const given = book.visit(noon, (wallet) => wallet.adjust({ points: 100, status: 5, cause: {} }));
    expect(given.debtRepaid).toBe(80);
    const taken = book.visit(noon, (wallet) => wallet.adjust({ points: -20, status: -5, cause: {} }));
    expect(taken.takings).toHaveLength(1);
    expect(book.balance(noon)).toEqual({
      available: 0,
      pending: 0,
      held: 0,
      debt: 0,
      forgiven: 0,
      status: 0,
    });
  });

  test('never make debt of points or status', () => {
    const book = new Passbook();
    book.award(noon, 10);
    for (const request of [
      { points: -11, cause: {} },
      { points: 0, status: -1, cause: {} },
    ]) {
      expect(() => book.visit(noon, (wallet) => wallet.adjust(request))).toThrow(
        refused('insufficient-points'),
      );
    }
    expect(book.balance(noon)).toMatchObject({ available: 10, debt: 0, status: 0 });
  });
});

describe('holds', () => {
  function withHold() {
    const book = new Passbook({ expiry: { kind: 'rolling-months', months: 1 } });
    book.award(noon, 100);
    const held = book.visit(noon, (wallet) => wallet.hold({ points: 60, expiresAt: noon + day, cause: {} }));
    return { book, ...held };
  }

  test('give captured points back when they are cancelled', () => {
    const { book, holdId, takings } = withHold();
    const captured = book.visit(noon, (wallet) => wallet.capture(holdId, {}));
    expect(captured.takings).toEqual(takings);
    expect(book.balance(noon)).toMatchObject({ available: 40, held: 0 });
    book.cancel(noon, captured);
    expect(book.balance(noon).available).toBe(100);
  });

  test('give reserved points back when they are released', () => {
    const { book, holdId } = withHold();
    expect(book.visit(noon, (wallet) => wallet.release(holdId, {}))).toMatchObject({
      points: 60,
      debtRepaid: 0,
    });
    expect(book.balance(noon)).toMatchObject({ available: 100, held: 0 });
  });

  test('are not active after they end or time out, or if they are unknown', () => {
    const { book, holdId } = withHold();
    const late = book.copy();
    book.visit(noon, (wallet) => wallet.release(holdId, {}));
    for (const act of [
      () => book.visit(noon, (wallet) => wallet.capture(holdId, {})),
      () => late.visit(noon + day, (wallet) => wallet.capture(holdId, {})),
      () => book.visit(noon, (wallet) => wallet.release('nobody', {})),
    ]) {
      expect(act).toThrow(refused('hold-not-active'));
    }
  });

  test('must end in the future', () => {
    const book = new Passbook();
    book.award(noon, 100);
    const hold = () => book.visit(noon, (wallet) => wallet.hold({ points: 1, expiresAt: noon, cause: {} }));
    expect(hold).toThrow(refused('hold-expiry-past'));
  });
});

describe('expiry', () => {
  test('moves for all open lots with each earn and redeem under an inactivity policy', () => {
    const book = new Passbook({ expiry: { kind: 'inactivity', months: 3 } });
    book.award(at('2026-01-10T12:00'), 100);
    book.award(at('2026-03-05T12:00'), 10);
    expect(book.balance(at('2026-06-05T23:59')).available).toBe(110);
    book.redeem(at('2026-06-05T23:59'), 1);
    expect(book.balance(at('2026-09-05T23:59')).available).toBe(109);
    expect(book.balance(at('2026-09-06T00:00')).available).toBe(0);
  });

  test('is never shortened by activity', () => {
    const book = new Passbook({ expiry: { kind: 'inactivity', months: 1 } });
    const far = at('2028-01-01T00:00');
    book.award(noon, 5, { expiresAt: far });
    book.award(noon, 5, { expiresAt: null });
    book.redeem(noon + day, 1);
    expect(book.snapshot.lots.map((lot) => lot.expiresAt)).toEqual([far, null]);
  });

  test('counts from the release of pending points', () => {
    const book = new Passbook({ expiry: { kind: 'rolling-months', months: 1 } });
    book.award(at('2026-01-10T12:00'), 5, { availableAt: at('2026-01-24T00:00') });
    expect(book.snapshot.lots[0]?.expiresAt).toBe(at('2026-02-25T00:00'));
  });

  test('counts from the purchase, not from its import; the journal has the time of booking', () => {
    const book = new Passbook({ expiry: { kind: 'rolling-months', months: 1 } });
    book.award(noon, 5, { kind: 'import', earnedAt: at('2025-01-10T12:00') });
    expect(book.balance(noon).available).toBe(0);
    expect(book.transactions.map(({ kind, effectiveAt }) => [kind, effectiveAt])).toEqual([
      ['import', noon],
      ['expire', noon],
    ]);
  });

  test('of points given back under inactivity follows the latest activity, if that is later', () => {
    const book = new Passbook({ expiry: { kind: 'inactivity', months: 6 } });
    book.award(at('2026-01-10T12:00'), 100);
    const spent = book.redeem(at('2026-01-10T12:00'), 100);
    book.award(at('2026-05-20T12:00'), 5);
    const held = book.visit(at('2026-05-21T12:00'), (wallet) =>
      wallet.hold({ points: 5, expiresAt: at('2026-11-15T00:00'), cause: {} }),
    );
    expect(held.takings).toHaveLength(1);
    book.cancel(at('2026-11-01T12:00'), spent);
    book.visit(at('2026-11-10T12:00'), (wallet) => wallet.adjust({ points: 1, cause: {} }));
    expect(book.balance(at('2026-11-20T23:59')).available).toBe(106);
    expect(book.balance(at('2026-11-21T00:00')).available).toBe(6);
    expect(book.balance(at('2026-11-30T00:00')).available).toBe(1);
  });

  test('prevents debt repayment by points that expired before they were booked, unless activity kept them', () => {
    const { book } = returnedAfterSpending({ expiry: { kind: 'rolling-months', months: 1 } });
    const late = { earnedAt: at('2025-01-10T12:00') };
    expect(book.award(noon, 50, late)).toMatchObject({ granted: 50, debtRepaid: 0 });
    expect(book.balance(noon)).toMatchObject({ available: 0, debt: 80 });
    const { book: active } = returnedAfterSpending({ expiry: { kind: 'inactivity', months: 6 } });
    active.visit(noon, (wallet) => {
      for (const earnedAt of [at('2026-01-10T12:00'), at('2026-06-10T12:00')])
        wallet.award({ points: 50, status: 0, kind: 'import', cause: {}, earnedAt });
    });
    expect(active.balance(noon)).toMatchObject({ available: 20, debt: 0 });
  });

  test('of earlier imported points is moved by imported activity', () => {
    const book = new Passbook({ expiry: { kind: 'inactivity', months: 6 } });
    book.visit(noon, (wallet) => {
      for (const month of ['01', '05', '09']) {
        const earnedAt = at(`2026-${month}-10T12:00`);
        wallet.award({ points: 10, status: 0, kind: 'import', cause: {}, earnedAt });
      }
    });
    expect(book.balance(noon).available).toBe(30);
  });
});

describe('transfers', () => {
  test('move lots with their expiry and source, in consumption order', () => {
    const { book } = threeLots();
    const now = at('2027-02-01T10:00');
    const { parcel } = book.visit(now, (wallet) => wallet.transferOut({ points: 60, cause: {} }));
    expect(parcel.lots.map(({ points, expiresAt }) => [points, expiresAt])).toEqual([
      [30, at('2027-02-16T00:00')],
      [30, at('2027-04-01T00:00')],
    ]);
    const other = new Passbook();
    const received = other.visit(now, (wallet) => wallet.transferIn({ parcel, cause: {} }));
    expect(received).toMatchObject({ received: 60, debtRepaid: 0 });
    expect(other.snapshot.lots[0]).toMatchObject({ amount: 30, source: { purchase: 'p' } });
    expect(other.balance(at('2027-02-16T00:00')).available).toBe(30);
  });

  test('refuse more than the available points', () => {
    const book = new Passbook();
    const send = () => book.visit(noon, (wallet) => wallet.transferOut({ points: 1, cause: {} }));
    expect(send).toThrow(refused('insufficient-points'));
  });
});

describe('bounds', () => {
  test.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 60, 1_000_000_001])('refuses to redeem %s', (points) => {
    const book = new Passbook();
    book.award(noon, 100);
    expect(() => book.redeem(noon, points)).toThrow(refused('points-out-of-range'));
    expect(() => book.visit(noon, (wallet) => wallet.transferOut({ points, cause: {} }))).toThrow(
      refused('points-out-of-range'),
    );
    expect(book.balance(noon).available).toBe(100);
  });

  test.each([-1, 0.5, Number.NaN])('refuses to award %s', (points) => {
    expect(() => new Passbook().award(noon, points)).toThrow(refused('points-out-of-range'));
    expect(() => new Passbook().award(noon, 1, { status: points })).toThrow(refused('points-out-of-range'));
  });

  test('refuses to adjust or give back zero', () => {
    const book = new Passbook();
    for (const act of [
      () => book.visit(noon, (wallet) => wallet.adjust({ points: 0, cause: {} })),
      () => book.visit(noon, (wallet) => wallet.giveBack({ takings: [], place: 0, cause: {} })),
    ]) {
      expect(act).toThrow(refused('points-out-of-range'));
    }
  });

  test('refuses a balance that cannot be counted exactly', () => {
    const book = new Passbook();
    for (let count = 0; count < 1000; count += 1) book.award(noon, 1_000_000_000);
    for (const more of [
      () => book.award(noon, 1),
      () => book.visit(noon, (wallet) => wallet.adjust({ points: 1, cause: {} })),
      () => book.takeBack(noon, -1, []),
    ]) {
      expect(more).toThrow(refused('points-out-of-range'));
    }
    expect(book.redeem(noon, 1).takings).toHaveLength(1);
    expect(book.award(noon, 1).granted).toBe(1);
  });

  test('books nothing for an award of zero', () => {
    const book = new Passbook();
    expect(book.award(noon, 0)).toMatchObject({ transactionId: null, lotId: null, granted: 0 });
    expect(book.transactions).toEqual([]);
  });
});
