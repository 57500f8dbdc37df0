import { describe, expect, test } from 'vitest';
import { earn, euroRule, goods, purchaseOf, said, times, zone } from '../../test/purchases.ts';
import {
  allocate,
  capPeriod,
  defaultPointsPolicy,
  evaluate,
  mostGiven,
  type EarningPurchase,
} from '../index.ts';
import { at, noon } from '../../test/passbook.ts';

const books = { fact: 'line.category', op: 'is', value: 'books' } as const;

describe('worked examples', () => {
  test('1: €47.30 at 1 point per euro gives 47', () => {
    expect(earn([euroRule()], purchaseOf([goods(4730)])).points).toBe(47);
  });

  test('13: three lines are rounded down once: €0.33 give 0, €0.34 give 1', () => {
    const three = (gross: number) => purchaseOf([goods(gross), goods(gross), goods(gross)]);
    expect(earn([euroRule()], three(33)).points).toBe(0);
    expect(earn([euroRule()], three(34)).points).toBe(1);
  });

  test('14: books × 2 on €15.50 coffee + €0.75 book gives 16', () => {
    const purchase = purchaseOf([goods(1550), goods(75, { category: 'books' })]);
    const { points, grants } = earn([euroRule(), times(2, books)], purchase);
    expect(points).toBe(16);
    expect(grants.map((grant) => grant.points)).toEqual([16, 0]);
  });
});

describe('an explanation', () => {
  test('of the base rule reads like a receipt', () => {
    const rules = [euroRule({ version: 3 })];
    const { grants } = earn(rules, purchaseOf([goods(1780)]));
    expect(grants).toEqual([
      {
        ruleId: 'base',
        version: 3,
        kind: 'points-per-money',
        points: 17,
        status: 17,
        cappedFrom: null,
        cappedBy: null,
        reason: { kind: 'money', amount: 1780, currency: 'EUR', points: 1, per: 100 },
      },
    ]);
    expect(said(grants)).toEqual(['17.80 EUR × 1, rounded down']);
  });

  test.each([
    ['CZK', { points: 1, per: 2500 }, '100.00 CZK ÷ 25, rounded down', 4],
    ['EUR', { points: 2, per: 100 }, '100.00 EUR × 2, rounded down', 200],
    ['EUR', { points: 3, per: 700 }, '100.00 EUR × 3 per 7.00 EUR, rounded down', 42],
    ['JPY', { points: 1, per: 100 }, '10000 JPY ÷ 100, rounded down', 100],
  ])('names the rate in %s %o', (currency, rate, sentence, points) => {
    const purchase = { ...purchaseOf([goods(10_000)]), currency };
    const { grants, points: given } = earn([euroRule({ rates: { [currency]: rate } })], purchase);
    expect([said(grants), given]).toEqual([[sentence], points]);
  });

  test('says that a currency without a rate earns nothing, even with a multiplier and a tier', () => {
    const purchase = { ...purchaseOf([goods(10_000, { category: 'books' })]), currency: 'USD' };
    const facts = { tier: { id: 'silver', code: 'silver', multiplier: 2 } };
    const { points, grants } = earn([euroRule(), times(2, books)], purchase, facts);
    expect(points).toBe(0);
    expect(grants).toMatchObject([{ points: 0, reason: { kind: 'no-rate', currency: 'USD' } }]);
    expect(said(grants)).toEqual(['No points for purchases in USD']);
  });

  test('finds no rate for a currency named like an object property', () => {
    const purchase = { ...purchaseOf([goods(10_000)]), currency: 'constructor' };
    expect(earn([euroRule()], purchase).grants).toMatchObject([{ reason: { kind: 'no-rate' } }]);
  });

  test('splits points over lines by largest remainder, and gives ties to the first line', () => {
    const { points, lineAmounts } = earn([euroRule()], purchaseOf([goods(150), goods(150), goods(300)]));
    expect(allocate(points, lineAmounts)).toEqual([2, 1, 3]);
  });
});

describe('the base of a rule', () => {
  const line = goods(1100, { discount: 110, taxRate: 1000 });

  test.each([
    ['gross', 'after', 11],
    ['gross', 'before', 12],
    ['net', 'after', 10],
    ['net', 'before', 11],
  ] as const)('%s, %s discounts', (base, discounts, points) => {
    expect(earn([euroRule()], purchaseOf([line]), {}, { base, discounts }).points).toBe(points);
  });

  test('leaves out gift cards and deposits unless the rule includes them; includes services', () => {
    const purchase = purchaseOf([
      goods(1000, { kind: 'gift-card' }),
      goods(500, { kind: 'deposit' }),
      goods(300, { kind: 'service' }),
    ]);
    expect(earn([euroRule()], purchase).points).toBe(3);
    expect(earn([euroRule({ alsoKinds: ['gift-card'] })], purchase).points).toBe(13);
  });

  test('leaves out returned bottles, even if the rule includes deposits', () => {
    const purchase: EarningPurchase = {
      ...purchaseOf([goods(1000), goods(-250, { kind: 'deposit' })]),
      payments: [{ kind: 'points', amount: 700 }],
    };
    for (const rule of [euroRule(), euroRule({ alsoKinds: ['deposit'] })])
      expect(earn([rule], purchase).points).toBe(3);
  });

  test('leaves out what is paid with points or a gift card, in proportion over the lines', () => {
    const purchase: EarningPurchase = {
      ...purchaseOf([goods(1000, { category: 'books' }), goods(1000)]),
      payments: [
        { kind: 'points', amount: 300 },
        { kind: 'gift-card', amount: 201 },
        { kind: 'card', amount: 1499 },
      ],
    };
    const { points, lineAmounts } = earn([euroRule()], purchase);
    expect(lineAmounts).toEqual([749, 750]);
    expect(points).toBe(14);
    expect(earn([euroRule(), times(2, books)], purchase).points).toBe(14 + 7);
  });

  test('is zero if more than the total is paid with points', () => {
    const purchase: EarningPurchase = {
      ...purchaseOf([goods(1000)]),
      payments: [{ kind: 'points', amount: 5000 }],
    };
    expect(earn([euroRule()], purchase).points).toBe(0);
  });

  test('is zero for a purchase without lines', () => {
    expect(earn([euroRule(), times(2, books)], purchaseOf([])).points).toBe(0);
  });
});

describe('multipliers', () => {
  test('multiply exactly where floating point would lose a point', () => {
    const anything = { not: { fact: 'line.sku', op: 'is', value: 'none' } } as const;
    const { grants } = earn([euroRule(), times(1.15, anything)], purchaseOf([goods(10_000)]));
    expect(grants[1]?.points).toBe(15);
    expect(said(grants)[1]).toBe('× 1.15: 15% more on 100.00 EUR, rounded down');
  });

  test('multiply the sum of all money rules, rounded down once', () => {
    const rules = [
      euroRule(),
      euroRule({ id: 'more', rates: { EUR: { points: 1, per: 300 } } }),
      times(2, books),
    ];
    const { grants } = earn(rules, purchaseOf([goods(250, { category: 'books' })]));
    expect(grants.map(({ points }) => points)).toEqual([2, 0, 3]);
  });

  test('skip a line that earns nothing', () => {
    const purchase = purchaseOf([goods(1000, { category: 'books', kind: 'gift-card' })]);
    expect(earn([euroRule(), times(2, books)], purchase).points).toBe(0);
  });

  test('are left out of the explanation if they match no line', () => {
    expect(earn([euroRule(), times(2, books)], purchaseOf([goods(1000)])).grants).toHaveLength(1);
  });

  test.each([0.9, -1, 1.0001, Number.NaN])('take × %s as a fault of the rule', (factor) => {
    const purchase = purchaseOf([goods(1000, { category: 'books' })]);
    const { points, failed } = earn([euroRule(), times(factor, books)], purchase);
    expect(points).toBe(10);
    expect(failed).toMatchObject([{ rule: { id: 'times' }, fault: 'error' }]);
  });
});

describe('the tier', () => {
  const silver = { id: 'tier-2', code: 'silver', multiplier: 1.1 };

  test('gives its extra points as a separate grant', () => {
    const { grants, points, status } = earn([euroRule()], purchaseOf([goods(2550)]), { tier: silver });
    expect([points, status]).toEqual([27, 25]);
    expect(grants[1]).toMatchObject({
      ruleId: null,
      version: null,
      points: 2,
      reason: { kind: 'tier', tierId: 'tier-2', amount: 2550, times: 1.1 },
    });
    expect(said(grants)[1]).toBe('Röstung: 10% more on 25.50 EUR, rounded down');
  });

  test('counts towards status if the club says so, and gives no grant at × 1', () => {
    const counting = { ...silver, countsTowardsStatus: true };
    expect(earn([euroRule()], purchaseOf([goods(2550)]), { tier: counting }).status).toBe(27);
    const plain = { ...silver, multiplier: 1 };
    expect(earn([euroRule()], purchaseOf([goods(2550)]), { tier: plain }).grants).toHaveLength(1);
  });
});

describe('caps', () => {
  const capped = euroRule({
    caps: [
      { per: 'purchase', points: 40 },
      { per: 'day', points: 50 },
    ],
  });

  test('reduce the award and say so', () => {
    const { grants, headroom } = earn([capped], purchaseOf([goods(4730)]));
    expect(grants).toMatchObject([{ points: 40, status: 40, cappedFrom: 47, cappedBy: 'purchase' }]);
    expect(said(grants)).toEqual([
      '47.30 EUR × 1, rounded down; 40 instead of 47 because of the limit per purchase',
    ]);
    expect(headroom).toEqual([{ ruleId: 'base', per: 'purchase', points: 40 }]);
  });

  test.each([
    [45, 5, 'day'],
    [50, 0, 'day'],
    [60, 0, 'day'],
    [5, 40, 'purchase'],
  ])('with %i used today give the purchase %i', (used, points, cappedBy) => {
    const usage = [
      { ruleId: 'another', per: 'day', points: 49 } as const,
      { ruleId: 'base', per: 'day', points: used } as const,
    ];
    const context = { policy: defaultPointsPolicy, zone, usage };
    const { grants } = evaluate([capped], purchaseOf([goods(4730)]), {}, context);
    expect(grants).toMatchObject([{ points, cappedBy }]);
  });

  test('leave a smaller award unchanged', () => {
    expect(earn([capped], purchaseOf([goods(4000)])).grants).toMatchObject([
      { points: 40, cappedFrom: null, cappedBy: null },
    ]);
  });

  test('count by local day, week, month, or without end', () => {
    const moment = at('2026-03-29T12:00');
    const day = capPeriod('day', moment, zone);
    expect(day && day.until - day.from).toBe(23 * 60 * 60 * 1000);
    expect(capPeriod('month', moment, zone)).toEqual({
      from: at('2026-03-01T00:00'),
      until: at('2026-04-01T00:00'),
    });
    expect(capPeriod('week', moment, zone)).toEqual({
      from: at('2026-03-23T00:00'),
      until: at('2026-03-30T00:00'),
    });
    expect([capPeriod('member', moment, zone), capPeriod('rule', moment, zone)]).toEqual([null, null]);
  });
});

describe('a rule applies', () => {
  test.each([
    [{ from: noon, until: null }, 10],
    [{ from: noon + 1, until: null }, 0],
    [{ from: null, until: noon }, 0],
    [{ from: null, until: noon + 1 }, 10],
  ])('while valid: %o', (validity, points) => {
    expect(earn([euroRule({ validity })], purchaseOf([goods(1000)])).points).toBe(points);
  });

  test('at its locations', () => {
    const points = (locationIds?: string[]) =>
      earn([euroRule({ locationIds })], purchaseOf([goods(1000)])).points;
    expect([points(), points(['vienna-1']), points(['berlin-1']), points([])]).toEqual([10, 10, 0, 0]);
  });
});

test('points become available on the local day that the policy sets', () => {
  const available = (pendingDays: number) =>
    earn([euroRule()], purchaseOf([goods(1000)]), {}, { pendingDays }).availableAt;
  expect(available(0)).toBeNull();
  expect(available(14)).toBe(at('2026-12-06T00:00'));
});

test('the most that a rule may give any member is within its limits', () => {
  const rules = [
    euroRule(),
    euroRule({ id: 'capped', caps: [{ per: 'day', points: 30 }], budget: { per: 'total', points: 40 } }),
    euroRule({ id: 'budgeted', budget: { per: 'total', points: 40 } }),
  ];
  expect([...mostGiven(rules, purchaseOf([goods(10_000)]), defaultPointsPolicy)]).toEqual([
    ['base', 100],
    ['capped', 30],
    ['budgeted', 40],
  ]);
});
