import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noon } from '../../test/passbook.ts';
import { earn, euroRule, goods, purchaseOf, times, zone } from '../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  remainingAfter,
  returnNow,
  storedEarning,
  targetOfReturn,
  type EarningPurchase,
  type EarningRule,
  type MemberFacts,
  type ReturnedLine,
  type StoredEarning,
} from '../index.ts';

const context = { policy: defaultPointsPolicy, zone };
const books = { fact: 'line.category', op: 'is', value: 'books' } as const;

function stored(rules: EarningRule[], purchase: EarningPurchase, facts: MemberFacts = {}): StoredEarning {
  return storedEarning(rules, purchase, facts, context, evaluate(rules, purchase, facts, context));
}

/** What each of the returns books, one after the other. */
function bookedBy(earning: StoredEarning, returns: readonly (readonly ReturnedLine[])[]): number[] {
  let booked = { points: 0, status: 0 };
  return returns.map((_, index) => {
    const remaining = remainingAfter(earning.purchase.lines, returns.slice(0, index + 1).flat());
    const now = returnNow(earning, remaining, booked);
    booked = { points: booked.points + now.points, status: booked.status + now.status };
    return now.points;
  });
}

const piece = (line: number, pieces = 1): ReturnedLine => ({ line, quantity: pieces * 1000 });

describe('worked examples', () => {
  test('2: ten returns of €1 at 1 point per €10 take back 1 once, and everything in the end', () => {
    const rule = euroRule({ rates: { EUR: { points: 1, per: 1000 } } });
    const earning = stored([rule], purchaseOf([goods(10_000, { quantity: 100_000 })]));
    expect(earning.granted.points).toBe(10);
    const tenEuros = Array.from({ length: 10 }, () => [piece(0)]);
    expect(bookedBy(earning, tenEuros)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const rest = [...tenEuros, [piece(0, 90)]];
    expect(bookedBy(earning, rest).reduce((sum, points) => sum + points, 0)).toBe(10);
  });

  test('9: a return uses the version of the rule at the purchase, not a later one', () => {
    const then = euroRule({ rates: { EUR: { points: 2, per: 100 } } });
    const earning = stored([then], purchaseOf([goods(1000)]));
    const saved = JSON.parse(JSON.stringify(earning)) as StoredEarning;
    const edited = euroRule({ version: 2, rates: { EUR: { points: 5, per: 100 } } });
    expect(earn([edited], purchaseOf([goods(1000)])).points).toBe(50);
    expect(targetOfReturn(saved, [0]).points).toBe(20);
  });

  test('17: with three lines of €0.34, returning one takes back the only point', () => {
    const earning = stored([euroRule()], purchaseOf([goods(34), goods(34), goods(34)]));
    expect(bookedBy(earning, [[piece(1)], [piece(0)], [piece(2)]])).toEqual([1, 0, 0]);
  });
});

describe('a condition on a line applies to the remaining quantity', () => {
  const threePieces = { fact: 'line.quantity', op: 'at-least', value: 3 } as const;
  const tenEuros = {
    fact: 'line.amount',
    op: 'at-least',
    value: { amount: 1000, currency: 'EUR' },
  } as const;
  const atMostTwo = { fact: 'line.quantity', op: 'at-most', value: 2 } as const;

  test('three pieces at €5 with × 2 from three pieces: returning one leaves 10 points', () => {
    const earning = stored(
      [euroRule(), times(2, threePieces)],
      purchaseOf([goods(1500, { quantity: 3000 })]),
    );
    expect(earning.granted.points).toBe(15 + 15);
    expect(bookedBy(earning, [[piece(0)], [piece(0)], [piece(0)]])).toEqual([20, 5, 5]);
  });

  test('two pieces at €5.50 with × 2 from €10 per line: returning one leaves 5 points', () => {
    const earning = stored([euroRule(), times(2, tenEuros)], purchaseOf([goods(1100, { quantity: 2000 })]));
    expect(earning.granted.points).toBe(11 + 11);
    expect(bookedBy(earning, [[piece(0)], [piece(0)]])).toEqual([17, 5]);
  });

  test('other lines stay as they were bought', () => {
    const lines = [goods(1500, { quantity: 3000 }), goods(1500, { quantity: 3000 })];
    const earning = stored([euroRule(), times(2, threePieces)], purchaseOf(lines));
    expect(bookedBy(earning, [[piece(1)]])).toEqual([60 - (15 + 10 + 15)]);
  });

  test('points come back if the remaining line matches and the bought one did not', () => {
    const earning = stored([euroRule(), times(3, atMostTwo)], purchaseOf([goods(900, { quantity: 3000 })]));
    expect(earning.granted.points).toBe(9);
    expect(bookedBy(earning, [[piece(0)], [piece(0)], [piece(0)]])).toEqual([9 - 18, 9, 9]);
  });

  test('a full return takes back all points, also of rules that match an empty purchase', () => {
    const nothingLeft = { fact: 'line.quantity', op: 'below', value: 1 } as const;
    const earning = stored([euroRule(), times(2, nothingLeft)], purchaseOf([goods(900, { quantity: 3000 })]));
    expect(bookedBy(earning, [[piece(0, 3)]])).toEqual([9]);
  });
});

test('facts and caps are those of the purchase', () => {
  const rule = euroRule({ caps: [{ per: 'day', points: 50 }] });
  const tier = { id: 'silver', code: 'silver', multiplier: 2 };
  const purchase = purchaseOf([goods(4000, { quantity: 4000 })]);
  const used = { ...context, usage: [{ ruleId: 'base', per: 'day', points: 20 } as const] };
  const evaluation = evaluate([rule], purchase, { tier }, used);
  expect(evaluation.points).toBe(30 + 40);
  const earning = storedEarning([rule], purchase, { tier }, used, evaluation);
  expect(bookedBy(earning, [[piece(0)], [piece(0)], [piece(0, 2)]])).toEqual([10, 20, 40]);
});

test('a payment with points does not come back as points', () => {
  const purchase: EarningPurchase = {
    ...purchaseOf([goods(1000), goods(1000)]),
    payments: [{ kind: 'points', amount: 1000 }],
  };
  const earning = stored([euroRule()], purchase);
  expect(earning.granted.points).toBe(10);
  expect(bookedBy(earning, [[piece(0)], [piece(1)]])).toEqual([5, 5]);
});

test('status credit is taken back with the points', () => {
  const earning = stored(
    [euroRule({ countsTowardsStatus: false }), euroRule({ id: 'second' })],
    purchaseOf([goods(1000)]),
  );
  expect(targetOfReturn(earning, [0])).toEqual({ points: 20, status: 10 });
});

test('stores only the versions that applied', () => {
  const over = euroRule({ id: 'over', validity: { from: null, until: noon } });
  expect(stored([euroRule(), over], purchaseOf([goods(1000)])).rules.map((rule) => rule.id)).toEqual([
    'base',
  ]);
});

describe('a return of', () => {
  const { lines } = purchaseOf([goods(1000, { quantity: 2500 }), goods(500, { quantity: 0 })]);
  const refused = (code: string, details: object) =>
    expect.objectContaining({ code, details: expect.objectContaining(details) as object }) as Error;

  test.each([
    [[{ line: 0, quantity: 2501 }], { line: 0, bought: 2500, returned: 2501 }],
    [[piece(0), piece(0), piece(0)], { line: 0, bought: 2500, returned: 3000 }],
    [[{ line: 1, quantity: 1 }], { line: 1, bought: 0 }],
    [[piece(2)], { line: 2, bought: 0 }],
    [[piece(-1)], { line: -1 }],
    [[piece(0.5)], { line: 0.5 }],
  ])('more than was bought is refused: %o', (returned, details) => {
    expect(() => remainingAfter(lines, returned)).toThrow(refused('returned-more-than-bought', details));
  });

  test.each([0, -1000, 0.5, Number.NaN])('a quantity of %s thousandths is refused', (quantity) => {
    expect(() => remainingAfter(lines, [{ line: 0, quantity }])).toThrow(
      refused('quantity-out-of-range', { line: 0 }),
    );
  });

  test('a negative remaining quantity is refused', () => {
    const earning = stored([euroRule()], { ...purchaseOf([]), lines });
    expect(() => targetOfReturn(earning, [-1, 0])).toThrow(refused('returned-more-than-bought', { line: 0 }));
  });
});

const line = fc.record({
  gross: fc.integer({ min: 0, max: 5000 }),
  discount: fc.integer({ min: 0, max: 300 }),
  taxRate: fc.constantFrom(0, 700, 1000, 2150),
  quantity: fc.integer({ min: 1, max: 4000 }),
  category: fc.constantFrom('books', 'coffee'),
  kind: fc.constantFrom('goods' as const, 'deposit' as const, 'service' as const),
});
const rules = fc.record({ per: fc.integer({ min: 30, max: 2000 }), times: fc.constantFrom(1.1, 1.25, 2, 3) });
const clubs = fc.record({
  base: fc.constantFrom('gross', 'net'),
  discounts: fc.constantFrom('before', 'after'),
});

/** A purchase, its rules, and its full return in parts: per line, shuffled by the second list. */
const cases = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  rules,
  clubs,
  paid: fc.integer({ min: 0, max: 3000 }),
  cap: fc.integer({ min: 1, max: 60 }),
  cuts: fc.array(fc.integer({ min: 1, max: 3999 }), { maxLength: 4 }),
  shuffle: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
});

function partsOf(lines: readonly { quantity: number }[], cuts: readonly number[]): ReturnedLine[][] {
  return lines.flatMap(({ quantity }, line) => {
    const at = [...new Set([...cuts.filter((cut) => cut < quantity), quantity])].sort((a, b) => a - b);
    return at.map((end, index) => [{ line, quantity: end - (at[index - 1] ?? 0) }]);
  });
}

test('the order of partial returns does not matter, none is negative, and together they take back everything', () => {
  fc.assert(
    fc.property(cases, ({ lines, rules: { per, times: factor }, clubs, paid, cap, cuts, shuffle }) => {
      const purchase: EarningPurchase = {
        ...purchaseOf(lines.map(({ gross, ...more }) => goods(gross, more))),
        payments: [{ kind: 'gift-card', amount: paid }],
      };
      const live = [
        euroRule({ rates: { EUR: { points: 1, per } } }),
        times(factor, books, { caps: [{ per: 'purchase', points: cap }] }),
      ];
      const facts = { tier: { id: 's', code: 's', multiplier: 1.1 } };
      const club = { policy: { ...defaultPointsPolicy, ...clubs } as typeof defaultPointsPolicy, zone };
      const evaluation = evaluate(live, purchase, facts, club);
      const earning = storedEarning(live, purchase, facts, club, evaluation);
      const parts = partsOf(purchase.lines, cuts);
      const shuffled = parts
        .map((part, index) => ({ part, key: shuffle[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ part }) => part);
      for (const order of [parts, shuffled]) {
        const booked = bookedBy(earning, order);
        expect(booked.every((points) => points >= 0)).toBe(true);
        expect(booked.reduce((sum, points) => sum + points, 0)).toBe(evaluation.points);
      }
      const half = Math.floor(parts.length / 2);
      const some = remainingAfter(purchase.lines, shuffled.slice(0, half).flat());
      const reversed = remainingAfter(purchase.lines, shuffled.slice(0, half).reverse().flat());
      expect(targetOfReturn(earning, reversed)).toEqual(targetOfReturn(earning, some));
      expect(targetOfReturn(earning, remainingAfter(purchase.lines, []))).toEqual({ points: 0, status: 0 });
    }),
    { numRuns: 300 },
  );
});
