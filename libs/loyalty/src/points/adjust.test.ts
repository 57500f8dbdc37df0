import { describe, expect, test } from 'vitest';
import { at, noon, Passbook } from '../../test/passbook.ts';

describe('adjustments', () => {
  test('may say when the points expire, and activity does not extend them', () => {
    const book = new Passbook({ expiry: { kind: 'inactivity', months: 12 } });
    const expiresAt = at('2027-03-01T00:00');
    const given = book.visit(noon, (wallet) => wallet.adjust({ points: 40, cause: {}, expiresAt }));
    expect(given.expiresAt).toBe(expiresAt);
    book.award(at('2027-02-27T12:00'), 1);
    expect(book.balance(at('2027-02-28T23:59:59')).available).toBe(41);
    expect(book.balance(at('2027-03-01T00:00')).available).toBe(1);
  });

  test('may be taken back from their own lots only', () => {
    const book = new Passbook();
    book.visit(noon, (wallet) => wallet.adjust({ points: 50, cause: {} }));
    const lotIds = book.snapshot.lots.map((lot) => lot.id);
    book.award(noon, 30);
    book.redeem(noon, 20);
    const request = { points: 50, status: 0, lotIds, cause: {}, to: 'adjusted' } as const;
    const taken = book.visit(noon, (wallet) =>
      wallet.takeBack({ ...request, atMost: true, ownLotsOnly: true }),
    );
    expect(taken).toMatchObject({ takenBack: 30, debt: 0, forgiven: 0 });
    expect(book.balance(noon)).toMatchObject({ available: 30, debt: 0 });
  });
});
