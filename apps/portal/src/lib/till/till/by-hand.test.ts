import { describe, expect, it } from 'vitest';
import type { BasketLine } from '#lib/till/shared/basket.ts';
import { allLines, sentByHand, standing, typedLine } from './by-hand.ts';

const line = (sku: string): BasketLine => ({
  sku,
  name: sku,
  category: '',
  brand: '',
  kind: 'goods',
  taxRate: 20,
  unitPrice: 100,
  quantity: 1,
});
const given = [
  { on: 'TEA', amount: 10, reason: 'damaged' },
  { on: typedLine, percent: 5, reason: 'damaged' },
  { on: allLines, percent: 10, reason: 'damaged' },
];

describe('discounts by hand of the open purchase', () => {
  it('name the places of their lines', () => {
    expect(sentByHand(given, [line('MILK'), line('TEA')], 500)).toEqual([
      { line: 1, amount: 10, reason: 'damaged' },
      { line: 2, percent: 5, reason: 'damaged' },
      { percent: 10, reason: 'damaged' },
    ]);
  });

  it('go with their goods', () => {
    expect(standing(given, [line('MILK')], 0)).toEqual([given[2]]);
  });
});
