import type { Product } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import { add, allOf, onlyEarningKinds, purchaseLines, totalOf, withQuantity } from './basket.ts';

const product = (sku: string, euros: number, crowns?: number): Product => ({
  id: '00000000-0000-4000-8000-000000000001',
  version: 1,
  sku,
  name: `Product ${sku}`,
  nameTexts: { de: `Product ${sku}` },
  category: 'coffee',
  brand: '',
  kind: 'goods',
  picture: 'bag',
  prices: [
    { amount: euros, currency: 'EUR' },
    ...(crowns === undefined ? [] : [{ amount: crowns, currency: 'CZK' }]),
  ],
  taxRate: 10,
  barcodes: [],
  priceBound: false,
  quickKey: true,
  interests: [],
  active: true,
});
const beans = product('BEANS', 890, 22_900);
const book = product('BOOK', 1400);

describe('basket', () => {
  it('adds the same product to one line', () => {
    const basket = add(add(add([], beans, 'EUR'), book, 'EUR'), beans, 'EUR');
    expect(basket.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['BEANS', 2],
      ['BOOK', 1],
    ]);
    expect(totalOf(basket)).toBe(3180);
  });

  it('uses the price in the currency of the location and leaves out products without one', () => {
    expect(totalOf(add([], beans, 'CZK'))).toBe(22_900);
    expect(add([], book, 'CZK')).toEqual([]);
  });

  it('removes a line at quantity zero and accepts whole pieces only', () => {
    const basket = add([], beans, 'EUR');
    expect(withQuantity(basket, 'BEANS', 0)).toEqual([]);
    expect(withQuantity(basket, 'BEANS', -3)).toEqual([]);
    expect(withQuantity(basket, 'BEANS', 2.7)[0]?.quantity).toBe(2);
    expect(withQuantity(basket, 'BEANS', 5000)[0]?.quantity).toBe(999);
  });

  it('becomes the lines of a purchase, with the keypad amount last', () => {
    const lines = purchaseLines(withQuantity(add([], beans, 'EUR'), 'BEANS', 2), {
      amount: 350,
      name: 'Amount',
      taxRate: 20,
    });
    expect(lines).toEqual([
      {
        sku: 'BEANS',
        name: 'Product BEANS',
        category: 'coffee',
        kind: 'goods',
        quantity: 2,
        unitPrice: 890,
        taxRate: 10,
      },
      { name: 'Amount', unitPrice: 350, taxRate: 20 },
    ]);
    expect(allOf(lines)).toEqual([
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ]);
  });

  it('has no line for an empty keypad', () => {
    expect(purchaseLines([], { amount: 0, name: 'Amount', taxRate: 20 })).toEqual([]);
  });

  it('leaves the tax of a typed amount open where no rate is known', () => {
    const typed = { amount: 350, name: 'Amount', taxRate: null };
    expect(purchaseLines([], typed)).toEqual([{ name: 'Amount', unitPrice: 350 }]);
  });
});

it('knows what usually earns no points', () => {
  const cup = add([], product('cup', 300), 'EUR');
  expect(onlyEarningKinds(cup)).toBe(true);
  expect(onlyEarningKinds(add(cup, { ...product('bottle', 25), kind: 'deposit' }, 'EUR'))).toBe(false);
});
