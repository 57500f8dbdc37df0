import { expect, it } from 'vitest';
import { written } from './written.ts';

it.each([
  ['Eva', 'Eva'],
  [true, 'true'],
  [null, ''],
  [
    [
      { amount: 1290, currency: 'EUR' },
      { amount: 5, currency: 'CZK' },
    ],
    '12.90 EUR, 0.05 CZK',
  ],
  [{ amount: 350, currency: 'JPY' }, '350 JPY'],
  [['4006381333931', '96385074'], '4006381333931, 96385074'],
  [{ size: 3, pets: ['cat'] }, 'size: 3, pets: cat'],
])('%j is written as %j', (value, text) => {
  expect(written(value)).toBe(text);
});
