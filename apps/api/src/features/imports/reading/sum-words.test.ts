import { expect, it } from 'vitest';
import { saysSum } from './sum-words.ts';

it.each([
  [['Summe: 1', '', ''], true],
  [['', '', 'TOTAL', '1,234.50'], true],
  [['Celkem', '3'], true],
  [['Gesamtsumme 129,00 €'], true],
  [['Součet:', '', '12'], true],
  [['Total Wine Ltd.', '3'], false],
  [['Summer', 'Ann'], false],
  [['1', 'Summe'], false],
  [['', ''], false],
])('%j', (line, expected) => {
  expect(saysSum(line)).toBe(expected);
});
