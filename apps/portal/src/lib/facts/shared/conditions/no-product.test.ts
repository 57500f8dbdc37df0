import { expect, test } from 'vitest';
import { valuesOfNoProduct } from './no-product.ts';

const warnings = [{ fact: 'line.category', values: ['cofee'] }];

test('values that the API warned about are named, as long as they stand there', () => {
  const row = { fact: 'line.category', op: 'is-one-of', values: [' cofee', 'tea'] } as const;
  expect(valuesOfNoProduct(row, warnings)).toEqual(['cofee']);
  expect(valuesOfNoProduct({ ...row, values: ['coffee'] }, warnings)).toEqual([]);
});

test('nothing is said about other facts', () => {
  expect(valuesOfNoProduct({ fact: 'line.brand', op: 'is', values: ['cofee'] }, warnings)).toEqual([]);
});
