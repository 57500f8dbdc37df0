import { describe, expect, it } from 'vitest';
import { fairCart } from './fair-cart.ts';
import { priceLine } from '../price-line.ts';
import type { Cart } from './price-cart.ts';
import type { Redeemable } from './redeemable.ts';

const cart: Cart = {
  currency: 'EUR',
  lines: [{ ...priceLine({ unitPrice: 1000, quantity: 1, taxRate: 20 }), kind: 'goods', category: 'coffee' }],
};
const percent = (id: string, percentOff: number, more: Partial<Redeemable> = {}): Redeemable => ({
  id,
  effect: { kind: 'percent', percent: percentOff * 100, of: 'reduced' },
  on: {},
  category: { id: more.exclusive ? 'alone' : 'together', priority: more.exclusive ? 0 : 50, within: 'all' },
  exclusive: false,
  atMost: null,
  minimumSpend: null,
  ...more,
});
const alone = { exclusive: true };
const sumsOf = (redeemables: readonly Redeemable[], unasked: readonly string[]) => {
  const { applied, notApplied } = fairCart(cart, redeemables, 30, new Set(unasked));
  return { applied, notApplied };
};

describe('an exclusive discount that counts by itself', () => {
  it('counts if it gives points and nothing else counts', () => {
    const points = percent('own', 0, { ...alone, effect: { kind: 'points-bonus', points: 50 } });
    const bonus = { gives: { points: 50 }, lines: [0] };
    expect(sumsOf([points], ['own']).applied).toEqual([{ id: 'own', discount: 0, bonus }]);
    expect(sumsOf([points, percent('code', 10)], ['own'])).toMatchObject({
      applied: [{ id: 'code' }],
      notApplied: [{ id: 'own', because: { kind: 'outdone' } }],
    });
  });

  it('gives way to what was chosen, if that takes off as much or more', () => {
    expect(sumsOf([percent('own', 10, alone), percent('code', 10)], ['own'])).toEqual({
      applied: [{ id: 'code', discount: 100 }],
      notApplied: [{ id: 'own', because: { kind: 'outdone', by: 'code' } }],
    });
  });

  it('counts alone if it takes off more than all others together, and they say so', () => {
    const smaller = [percent('code', 10), percent('other', 5)];
    expect(sumsOf([percent('own', 20, alone), ...smaller], ['own'])).toEqual({
      applied: [{ id: 'own', discount: 200 }],
      notApplied: [
        { id: 'code', because: { kind: 'outdone', by: 'own' } },
        { id: 'other', because: { kind: 'outdone', by: 'own' } },
      ],
    });
  });

  it('is the largest of several', () => {
    const { applied } = sumsOf([percent('small', 5, alone), percent('large', 15, alone)], ['small', 'large']);
    expect(applied).toEqual([{ id: 'large', discount: 150 }]);
  });

  it('leaves other reasons as they are', () => {
    const none = percent('none', 10, { on: { where: { fact: 'line.category', op: 'is', value: 'books' } } });
    expect(sumsOf([percent('own', 20, alone), none], ['own']).notApplied).toEqual([
      { id: 'none', because: { kind: 'no-matching-line' } },
    ]);
    const ownNone = { ...none, ...alone, id: 'own-none' };
    expect(sumsOf([ownNone, percent('code', 10)], ['own-none'])).toEqual({
      applied: [{ id: 'code', discount: 100 }],
      notApplied: [{ id: 'own-none', because: { kind: 'no-matching-line' } }],
    });
  });

  it('does not change what was chosen to count alone', () => {
    expect(sumsOf([percent('code', 10, alone), percent('own', 5)], ['own'])).toEqual({
      applied: [{ id: 'code', discount: 100 }],
      notApplied: [{ id: 'own', because: { kind: 'exclusive', with: 'code' } }],
    });
  });
});
