import { describe, expect, it, test } from 'vitest';
import { currencyOf, plainNumberOf, wholeNumberOf, writtenNumber } from './numbers.ts';

const read = (cell: string, decimal: '.' | ','): string => {
  const written = writtenNumber(cell);
  return written === null ? '' : `${plainNumberOf(written.text, decimal)} ${written.currency ?? ''}`.trim();
};

describe('an amount', () => {
  test.each([
    ['12,90 €', '12.90 EUR'],
    ['€ 12,90', '12.90 EUR'],
    ['€12,90', '12.90 EUR'],
    ['12,90 EUR', '12.90 EUR'],
    ['eur 12,90', '12.90 EUR'],
    ['129,00 Kč', '129.00 CZK'],
    ['1 234,50 Kč', '1234.50 CZK'],
    ['1\u00a0234\u00a0567,50\u00a0Kč', '1234567.50 CZK'],
    ['1\u202f234,50', '1234.50'],
    ["1'234,50", '1234.50'],
    ['1’234,50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['12,-', '12'],
    ['12,– Kč', '12 CZK'],
    ['12,-- €', '12 EUR'],
    ['Fr. 12,50', '12.50 CHF'],
    ['-12,90 €', '-12.90 EUR'],
    ['€ -12,90', '-12.90 EUR'],
    ['-€12,90', '-12.90 EUR'],
    ['−12,90', '-12.90'],
    ['12,90-', '-12.90'],
    ['12,90 €-', '-12.90 EUR'],
    ['(12,90)', '-12.90'],
    ['(12,90 €)', '-12.90 EUR'],
    ['+5', '5'],
    [',50', '.50'],
    ['0', '0'],
  ])('%s', (cell, number) => {
    expect(read(cell, ',')).toBe(number);
  });

  test.each([
    ['€8.00', '8.00 EUR'],
    ["CHF 1'234.50", '1234.50 CHF'],
    ['$1,234.50', '1234.50 USD'],
    ['12.90 USD', '12.90 USD'],
    ['12.-', '12'],
  ])('%s', (cell, number) => {
    expect(read(cell, '.')).toBe(number);
  });
});

test.each([
  '',
  '-',
  '€',
  'twelve',
  '12 90',
  '1e3',
  '12 apples',
  '--5',
  '-(5)',
  '5-5',
  '1,2 3',
  '12 € 5',
  '(5',
  '1.2.3,4',
])('%j is none', (cell) => {
  expect(/^-?\d*\.?\d+(?: [A-Z]{3})?$/.test(read(cell, ','))).toBe(false);
});

it('currencies are known by code and sign', () => {
  expect(['Kč', 'eur', '€', 'Fr.', 'USD', 'EURO', '', 'euros', '12'].map(currencyOf)).toEqual([
    'CZK',
    'EUR',
    'EUR',
    'CHF',
    'USD',
    'EUR',
    undefined,
    undefined,
    undefined,
  ]);
});

describe('a number without decimals', () => {
  it.each([
    ['1250', '1250'],
    ['1.250', '1250'],
    ['1,250', '1250'],
    ['-1.250.000', '-1250000'],
    ['12,00', '12'],
    ['1.250,00', '1250'],
    ['1,250.0', '1250'],
    ['1 250', '1 250'],
    // None of these is a whole number.
    ['0.500', '0.500'],
    ['1.25', '1.25'],
    ['1.2500', '1.2500'],
  ])('%j is %j', (text, expected) => {
    expect(wholeNumberOf(text)).toBe(expected);
  });
});

it.each([
  ['1234.50', ',', '1234.50'],
  ['1.234,5', '.', '1234.5'],
  ['1,234,567.89', ',', '1234567.89'],
  ['3,86', '.', '3.86'],
  // Either could be meant, so the mark of the file decides.
  ['1.250', ',', '1250'],
  ['1.250', '.', '1.250'],
] as const)('%j in a file with %j is %j', (text, decimal, number) => {
  expect(plainNumberOf(text, decimal)).toBe(number);
});
