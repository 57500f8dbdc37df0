import { expect, test } from 'vitest';
import type { LoyaltyError } from './errors.ts';
import { priceLine, type OfferedLine } from './price-line.ts';

test.each<[OfferedLine, object]>([
  [
    { unitPrice: 890, quantity: 2, taxRate: 10 },
    { gross: 1780, net: 1618, discount: 0, quantity: 2000, taxRate: 1000 },
  ],
  [{ unitPrice: 890 }, { gross: 890, net: 890, quantity: 1000 }],
  [
    { unitPrice: 1999, quantity: 0.125 },
    { gross: 250, quantity: 125 },
  ],
  [
    { unitPrice: 890, quantity: 2, discount: 80 },
    { gross: 1700, discount: 80 },
  ],
  [
    { amount: 1000, discount: 50, quantity: 3 },
    { gross: 1000, discount: 50, quantity: 3000 },
  ],
  [{ amount: 0 }, { gross: 0, net: 0 }],
  [{ amount: 105, taxRate: 5 }, { net: 100 }],
  [
    { amount: 1000, taxRate: 19.25 },
    { net: 839, taxRate: 1925 },
  ],
  [
    { kind: 'deposit', unitPrice: -25, quantity: 6, taxRate: 19 },
    { gross: -150, net: -126, discount: 0 },
  ],
  [
    { kind: 'deposit', amount: -25, unitPrice: -25 },
    { gross: -25, net: -25, discount: 0 },
  ],
  [
    { amount: 199, quantity: 0 },
    { gross: 199, quantity: 0 },
  ],
])('%j costs %j', (line, priced) => {
  expect(priceLine(line)).toMatchObject(priced);
});

test('the amount wins if the unit price is not a whole cent', () => {
  expect(priceLine({ unitPrice: 333, quantity: 3, amount: 1000, discount: 0 }).gross).toBe(1000);
  expect(priceLine({ unitPrice: 166, quantity: 3, amount: 500 })).toMatchObject({ gross: 500, discount: 0 });
  expect(priceLine({ unitPrice: 1000, quantity: 2, amount: 1500 })).toMatchObject({
    gross: 1500,
    discount: 500,
  });
  expect(priceLine({ unitPrice: 199, quantity: 0, amount: 199 }).gross).toBe(199);
});

test('the net amount is rounded half up', () => {
  expect(priceLine({ amount: 3, taxRate: 20 }).net).toBe(3);
  expect(priceLine({ amount: 15, taxRate: 100 }).net).toBe(8);
});

test.each<[string, OfferedLine]>([
  ['line-amounts-disagree', { unitPrice: 333, quantity: 3, amount: 1003, discount: 0 }],
  ['line-amounts-disagree', { unitPrice: 333, quantity: 3, amount: 995, discount: 0 }],
  ['line-amounts-disagree', { unitPrice: 100, amount: 102 }],
  ['amount-out-of-range', {}],
  ['amount-out-of-range', { unitPrice: -1 }],
  ['amount-out-of-range', { unitPrice: 1.5 }],
  ['amount-out-of-range', { amount: Number.NaN }],
  ['amount-out-of-range', { unitPrice: 100, discount: 101 }],
  ['amount-out-of-range', { unitPrice: 100, discount: -1 }],
  ['amount-out-of-range', { unitPrice: 1e12, quantity: 1000 }],
  ['amount-out-of-range', { unitPrice: 100, amount: 0, discount: 102 }],
  ['amount-out-of-range', { amount: -1 }],
  ['amount-out-of-range', { kind: 'service', amount: -1 }],
  ['amount-out-of-range', { kind: 'deposit', amount: -25, discount: 1 }],
  ['amount-out-of-range', { kind: 'deposit', unitPrice: -25, discount: 1 }],
  ['amount-out-of-range', { kind: 'deposit', unitPrice: -1e12, quantity: 1000 }],
  ['line-amounts-disagree', { kind: 'deposit', unitPrice: -25, amount: -50 }],
  ['quantity-out-of-range', { unitPrice: 100, quantity: 0.0001 }],
  ['quantity-out-of-range', { unitPrice: 100, quantity: -1 }],
  ['rate-out-of-range', { unitPrice: 100, taxRate: 100.01 }],
  ['rate-out-of-range', { unitPrice: 100, taxRate: 7.125 }],
])('%s: %j', (code, line) => {
  expect(() => priceLine(line)).toThrow(expect.objectContaining({ code }) as LoyaltyError);
});
