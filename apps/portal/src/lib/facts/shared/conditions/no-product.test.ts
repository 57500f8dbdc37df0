import { expect, test } from 'vitest';
import { valuesOfNoProduct } from './no-product.ts';

const known = {
  categories: ['coffee'],
  brands: ['Morgenrot'],
  skus: [{ sku: 'MUG-1', name: 'Mug' }],
  allProducts: true,
};

test('values that no product has are named', () => {
  const row = { fact: 'line.category', op: 'is', values: ['cofee'] } as const;
  expect(valuesOfNoProduct(row, known)).toEqual(['cofee']);
  expect(valuesOfNoProduct({ ...row, values: ['coffee'] }, known)).toEqual([]);
  expect(valuesOfNoProduct({ fact: 'line.sku', op: 'is', values: ['MUG-1', 'MUG-2', ''] }, known)).toEqual([
    'MUG-2',
  ]);
});

test('nothing is said while not all products are known, or about other facts', () => {
  const row = { fact: 'line.category', op: 'is', values: ['cofee'] } as const;
  expect(valuesOfNoProduct(row, { ...known, allProducts: false })).toEqual([]);
  expect(valuesOfNoProduct({ fact: 'line.kind', op: 'is', values: ['goods'] }, known)).toEqual([]);
});
