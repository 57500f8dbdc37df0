import { expect, it } from 'vitest';
import { priceLine } from '../price-line.ts';
import { discountCart } from './price-cart.ts';
import type { Redeemable } from './redeemable.ts';

const fifth = (id: string, more: Partial<Redeemable>): Redeemable => ({
  id,
  effect: { kind: 'percent', percent: 2000, of: 'reduced' },
  on: {},
  category: { id: 'together', priority: 1, within: 'all' },
  exclusive: false,
  atMost: null,
  minimumSpend: null,
  ...more,
});
const priced = (prices: readonly number[], redeemables: readonly Redeemable[]) =>
  discountCart(
    {
      currency: 'EUR',
      lines: prices.map((unitPrice) => ({
        ...priceLine({ unitPrice, quantity: 1, taxRate: 20 }),
        kind: 'goods',
      })),
    },
    redeemables,
    30,
  );

it('the last cart takes what is left of a budget, shared out over its lines', () => {
  const { lines, applied } = priced([2000, 1000], [fifth('c', { left: { EUR: 100 } })]);
  expect(lines.map(({ left }) => left)).toEqual([1933, 967]);
  expect(applied).toEqual([{ id: 'c', discount: 100, trimmed: 'budget' }]);
});

it('of a budget and the most of one cart, the smaller counts', () => {
  const most = { EUR: 50 };
  const { lines, applied } = priced([3000], [fifth('c', { atMost: most, left: { EUR: 100 } })]);
  expect(lines[0]?.left).toBe(2950);
  expect(applied).toEqual([{ id: 'c', discount: 50, trimmed: 'maximum' }]);
  const other = priced([3000], [fifth('c', { atMost: most, left: { EUR: 40 } })]);
  expect(other.applied).toEqual([{ id: 'c', discount: 40, trimmed: 'budget' }]);
});

it('says nothing of a budget that just suffices', () => {
  const { applied } = priced([3000], [fifth('c', { atMost: { EUR: 600 }, left: { EUR: 600 } })]);
  expect(applied).toEqual([{ id: 'c', discount: 600 }]);
});

it('says that nothing is left of a budget, or that it has none in the currency', () => {
  const { notApplied } = priced(
    [3000],
    [fifth('c', { left: { EUR: 0 } }), fifth('d', { left: { CZK: 100 } })],
  );
  expect(notApplied).toEqual([
    { id: 'c', because: { kind: 'budget-used-up' } },
    { id: 'd', because: { kind: 'other-currency' } },
  ]);
});
