import { describe, expect, test } from 'vitest';
import { at, noon, Passbook, returnedAfterSpending, threeLots } from '../../test/passbook.ts';
import { expiring, LoyaltyError } from '../index.ts';

const refused = (code: string) => expect.objectContaining({ name: 'LoyaltyError', code }) as LoyaltyError;

describe('worked examples', () => {
  test('3: consumption takes the earliest expiry first', () => {
    const { book, march, february } = threeLots();
    const { takings } = book.redeem(at('2027-02-01T10:00'), 60);
    expect(takings).toEqual([
      { lotId: february.lotId, points: 30 },
      { lotId: march.lotId, points: 30 },
    ]);
    expect(book.balance(at('2027-02-01T10:00')).available).toBe(120);
  });

  test('4: returning spent points makes debt', () => {
    const { book, returned } = returnedAfterSpending({ returns: 'debt' });
    expect(returned).toMatchObject({ takenBack: 100, debt: 80, forgiven: 0 });
    expect(book.balance(noon)).toMatchObject({ available: 0, debt: 80 });
    expect(book.transactions.at(-1)?.entries).toEqual([
      { currency: 'points', from: 'available', to: 'issued', amount: 20, effectiveAt: noon },
      { currency: 'points', from: 'debt', to: 'issued', amount: 80, effectiveAt: noon },
    ]);
  });

  test('5: the next award repays the debt', () => {
    const { book } = returnedAfterSpending({ returns: 'debt' });
    expect(book.award(noon, 100)).toMatchObject({ granted: 100, pending: 0, debtRepaid: 80 });
    expect(book.balance(noon)).toMatchObject({ available: 20, debt: 0 });
  });

  test('6: within the balance the missing points are forgiven, and a further return books nothing', () => {
    const { book, returned, earned } = returnedAfterSpending({ returns: 'within-balance' });
    expect(returned).toMatchObject({ takenBack: 100, debt: 0, forgiven: 80 });
    expect(book.balance(noon)).toMatchObject({ available: 0, debt: 0 });
    const before = book.transactions.length;
    expect(book.takeBack(noon, 0, [earned.lotId])).toMatchObject({ transactionId: null, takenBack: 0 });
    expect(book.transactions).toHaveLength(before);
  });

  test('7: a cancelled redemption gives points back to their lots, which live 14 days or longer', () => {
    const { book } = threeLots();
    const spent = book.redeem(at('2027-02-01T10:00'), 60);
    const cancelledAt = at('2027-02-20T10:00');
    book.cancel(cancelledAt, spent);
    expect(expiring(book.snapshot.lots, cancelledAt)).toEqual([
      { points: 30, expiresAt: at('2027-03-07T00:00') },
      { points: 100, expiresAt: at('2027-04-01T00:00') },
    ]);
    expect(book.balance(at('2027-03-06T23:59:59')).available).toBe(180);
    expect(book.balance(at('2027-03-07T00:00')).available).toBe(150);
    expect(book.balance(at('2027-04-01T00:00')).available).toBe(50);
  });

  test('8: one month from 31 January ends at the end of February, local time', () => {
    const book = new Passbook({ expiry: { kind: 'rolling-months', months: 1 } });
    book.award(at('2027-01-31T15:00'), 10);
    expect(book.copy().redeem(at('2027-02-28T23:59:59'), 10).takings).toHaveLength(1);
    expect(() => book.redeem(at('2027-03-01T00:00'), 10)).toThrow(refused('insufficient-points'));
    expect(book.balance(at('2027-03-01T00:00')).available).toBe(0);
    expect(book.transactions.at(-1)).toMatchObject({ kind: 'expire', effectiveAt: at('2027-03-01T00:00') });
  });

  test('10, one after the other: of 50 redemptions of 100 from 1,000, ten succeed', () => {
    const book = new Passbook();
    book.award(noon, 1000);
    const outcomes = Array.from({ length: 50 }, () => {
      try {
        book.redeem(noon, 100);
        return 'redeemed';
      } catch (error) {
        return error instanceof LoyaltyError ? error.code : 'failed';
      }
    });
    expect(outcomes.filter((outcome) => outcome === 'redeemed')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'insufficient-points')).toHaveLength(40);
    expect(book.balance(noon).available).toBe(0);
  });

  test('11, one after the other: the same posting from the same state gives the same result', () => {
    const book = new Passbook();
    book.award(noon, 500);
    const twin = book.copy();
    expect(twin.redeem(noon, 100)).toEqual(book.redeem(noon, 100));
    expect(twin.snapshot).toEqual(book.snapshot);
    expect(twin.transactions).toEqual(book.transactions);
  });

  test('12: a hold reserves points until it times out', () => {
    const book = new Passbook();
    book.award(noon, 500);
    const expiresAt = noon + 15 * 60_000;
    book.visit(noon, (wallet) => wallet.hold({ points: 200, expiresAt, cause: {} }));
    expect(book.balance(noon)).toMatchObject({ available: 300, held: 200 });
    expect(() => book.redeem(noon, 400)).toThrow(refused('insufficient-points'));
    book.redeem(expiresAt, 400);
    expect(book.balance(expiresAt)).toMatchObject({ available: 100, held: 0 });
    expect(book.transactions.find(({ kind }) => kind === 'hold-timeout')?.effectiveAt).toBe(expiresAt);
  });

  test('15: cancelling the redemption pays the debt of example 4', () => {
    const { book, redemption } = returnedAfterSpending({ returns: 'debt' });
    const given = book.cancel(noon, redemption);
    expect(given).toMatchObject({ points: 80, debtRepaid: 80 });
    expect(book.balance(noon)).toMatchObject({ available: 0, debt: 0 });
  });

  test('16: released pending points repay debt on their day', () => {
    const book = new Passbook();
    const spent = book.award(noon, 30);
    book.redeem(noon, 30);
    book.takeBack(noon, 30, [spent.lotId]);
    const availableAt = at('2026-12-06T00:00');
    expect(book.award(noon, 100, { availableAt })).toMatchObject({
      granted: 100,
      pending: 100,
      debtRepaid: 0,
    });
    expect(book.balance(availableAt - 1)).toMatchObject({ available: 0, pending: 100, debt: 30 });
    expect(book.balance(availableAt)).toMatchObject({ available: 70, pending: 0, debt: 0 });
  });

  test('18: cancelling the redemption settles the forgiveness of example 6', () => {
    const { book, redemption } = returnedAfterSpending({ returns: 'within-balance' });
    expect(book.balance(noon).forgiven).toBe(80);
    expect(book.cancel(noon, redemption)).toMatchObject({ points: 80, reclaimed: 80, debtRepaid: 0 });
    expect(book.balance(noon)).toMatchObject({ available: 0, debt: 0, forgiven: 0 });
  });

  test('19: expired points of the purchase count as taken back', () => {
    for (const returns of ['debt', 'within-balance'] as const) {
      const book = new Passbook({ returns });
      const own = book.award(noon, 40, { expiresAt: at('2026-12-01T00:00') });
      book.award(noon, 100);
      const back = book.takeBack(at('2026-12-10T12:00'), 40, [own.lotId]);
      expect(back).toMatchObject({ takenBack: 40, expired: 40, debt: 0, forgiven: 0 });
      expect(book.balance(at('2026-12-10T12:00'))).toMatchObject({ available: 100, debt: 0, forgiven: 0 });
    }
  });
});
