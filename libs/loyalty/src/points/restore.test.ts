import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, noon, Passbook, returnedAfterSpending } from '../../test/passbook.ts';
import { LoyaltyError } from '../index.ts';

const day = 24 * 60 * 60 * 1000;

describe('a return that is taken back', () => {
  test('gives the points to the lots that it took them from, with their life', () => {
    const book = new Passbook();
    const march = book.award(noon, 100, { expiresAt: at('2027-04-01T00:00') });
    const never = book.award(noon, 50, { expiresAt: null });
    const spent = book.redeem(noon, 40);
    const { transactionId } = book.takeBack(noon, 100, [march.lotId], 0);
    expect(book.snapshot.balances.available).toBe(10);
    expect(book.restore(noon, transactionId, 100, [march.lotId])).toMatchObject({
      points: 100,
      debtRepaid: 0,
    });
    expect(book.snapshot.lots.map(({ id, remaining, expiresAt }) => ({ id, remaining, expiresAt }))).toEqual([
      { id: march.lotId, remaining: 60, expiresAt: at('2027-04-01T00:00') },
      { id: never.lotId, remaining: 50, expiresAt: null },
    ]);
    book.cancel(noon, spent);
    expect(book.balance(noon)).toMatchObject({ available: 150, debt: 0 });
  });

  test('ends its debt, and what repaid it goes back', () => {
    const { book, earned, returned } = returnedAfterSpending({ returns: 'debt' });
    const next = book.award(noon, 50);
    expect(book.balance(noon)).toMatchObject({ available: 0, debt: 30 });
    const restored = book.restore(noon, returned.transactionId, 100, [earned.lotId]);
    expect(restored).toMatchObject({ points: 100, debtCancelled: 30 });
    expect(book.balance(noon)).toMatchObject({ available: 70, debt: 0 });
    const remaining = new Map(book.snapshot.lots.map((lot) => [lot.id, lot.remaining]));
    expect(remaining.get(next.lotId ?? '')).toBe(50);
    expect(remaining.get(earned.lotId ?? '')).toBe(20);
  });

  test('ends what it forgave, and what settled it goes back', () => {
    const { book, earned, redemption, returned } = returnedAfterSpending({ returns: 'within-balance' });
    book.restore(noon, returned.transactionId, 100, [earned.lotId]);
    expect(book.balance(noon)).toMatchObject({ available: 20, forgiven: 0 });
    const again = book.takeBack(noon, 100, [earned.lotId]);
    book.cancel(noon, redemption);
    expect(book.balance(noon)).toMatchObject({ available: 0, forgiven: 0 });
    book.restore(noon, again.transactionId, 100, [earned.lotId]);
    expect(book.balance(noon)).toMatchObject({ available: 100, forgiven: 0, debt: 0 });
  });

  test('leaves expired points expired, and a further return counts them again', () => {
    const book = new Passbook();
    const old = book.award(noon, 40, { expiresAt: noon + day });
    book.award(noon, 100);
    const later = noon + 2 * day;
    const first = book.takeBack(later, 40, [old.lotId]);
    expect(first).toMatchObject({ expired: 40 });
    expect(book.restore(later, first.transactionId, 40, [old.lotId])).toMatchObject({ expired: 40 });
    expect(book.balance(later)).toMatchObject({ available: 100 });
    expect(book.takeBack(later, 40, [old.lotId])).toMatchObject({ expired: 40, debt: 0 });
  });

  test('keeps pending points pending, or makes them available if their day has passed', () => {
    for (const [after, expected] of [
      [1, { pending: 60, available: 0 }],
      [20, { pending: 0, available: 60 }],
    ] as const) {
      const book = new Passbook();
      const { lotId } = book.award(noon, 60, { availableAt: noon + 14 * day });
      const { transactionId } = book.takeBack(noon, 60, [lotId]);
      book.restore(noon + after * day, transactionId, 60, [lotId]);
      expect(book.balance(noon + after * day)).toMatchObject(expected);
    }
  });

  test('keeps points that would have expired in the meantime', () => {
    const book = new Passbook({ reinstatementDays: 14 });
    const { lotId } = book.award(noon, 60, { expiresAt: noon + day });
    const { transactionId } = book.takeBack(noon, 60, [lotId]);
    book.restore(noon + 5 * day, transactionId, 60, [lotId]);
    expect(book.balance(noon + 6 * day)).toMatchObject({ available: 60 });
    expect(book.balance(noon + 30 * day)).toMatchObject({ available: 0 });
  });

  test('gives points that were granted while it counted, though it booked nothing itself', () => {
    const book = new Passbook();
    const { lotId } = book.award(noon, 60);
    expect(book.restore(noon, null, 40, [lotId], 40)).toMatchObject({ points: 40, status: 40 });
    expect(book.balance(noon)).toMatchObject({ available: 100, status: 40 });
  });
});

const between = fc.array(
  fc.record({
    verb: fc.constantFrom('buy' as const, 'redeem' as const, 'cancel' as const),
    points: fc.integer({ min: 1, max: 150 }),
    pick: fc.nat(),
  }),
  { maxLength: 12 },
);

test('afterwards a wallet is as if the return had never been, whatever happened in between', () => {
  const terms = fc.record({
    returns: fc.constantFrom('debt' as const, 'within-balance' as const),
    bought: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
    spent: fc.integer({ min: 0, max: 300 }),
    after: between,
  });
  fc.assert(
    fc.property(terms, ({ returns, bought, spent, after }) => {
      const withReturn = new Passbook({ returns });
      const without = new Passbook({ returns });
      const books = [withReturn, without];
      const lots = bought.map((points) => books.map((book) => book.award(noon, points).lotId));
      const redeem = (wanted: number) => {
        const points = Math.min(wanted, ...books.map((book) => book.snapshot.balances.available));
        return points > 0 ? books.map((book) => book.redeem(noon, points)) : null;
      };
      const redeemed = [redeem(spent)].filter((each) => each !== null);
      const [points, ids] = [bought[0] ?? 0, (lots[0] ?? [])[0] ?? null];
      const { transactionId } = withReturn.takeBack(noon, points, [ids]);
      for (const { verb, points: wanted, pick } of after) {
        if (verb === 'buy') for (const book of books) book.award(noon, wanted);
        if (verb === 'redeem') redeemed.push(...[redeem(wanted)].filter((each) => each !== null));
        if (verb === 'cancel' && redeemed.length > 0) {
          const [cancelled] = redeemed.splice(pick % redeemed.length, 1);
          books.forEach((book, index) => cancelled?.[index] && book.cancel(noon, cancelled[index]));
        }
      }
      withReturn.restore(noon, transactionId, points, [ids]);
      expect(withReturn.balance(noon)).toEqual(without.balance(noon));
    }),
  );
});

test('a refusal changes nothing', () => {
  const { book, earned, returned } = returnedAfterSpending({ returns: 'debt' });
  expect(() => book.restore(noon, returned.transactionId, -1, [earned.lotId])).toThrow(LoyaltyError);
  const { before, after } = book.aroundRefusal();
  expect(after).toEqual(before);
});
