import type { Condition } from '@regulars/conditions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noon } from '../../test/passbook.ts';
import { euroRule, fixedRule, goods, purchaseOf, ruleOf, times, zone } from '../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  isRuledOut,
  mostGiven,
  mostWork,
  mostWorkOf,
  purchaseSubject,
  rulesOfSale,
  RuleTimeline,
  saleSubject,
  tooMuchWork,
  workOfRule,
  workOfRules,
  type EarningPurchase,
  type EarningRule,
} from '../index.ts';

const dayMs = 86_400_000;
const productSets = Array.from({ length: 20 }, (_, index) => `set-${index}`);
const cart = purchaseOf(
  Array.from({ length: 1000 }, (_, index) =>
    goods(100 + index, {
      category: `c${index % 9}`,
      sku: `S-${index}`,
      brand: 'A',
      sets: productSets,
      rates: { table: 1000 + index },
      ...(index % 2 ? { priceBound: true } : {}),
    }),
  ),
);
const boughtBefore = Array.from({ length: 1000 }, (_, index) => ({
  id: `before-${index}`,
  spent: 500,
  currency: 'EUR',
  locationId: 'vienna-1',
  purchasedAt: noon - (index * dayMs) / 3,
  lines: Array.from({ length: 5 }, (_, line) => goods(100, { sku: `P-${line}`, category: 'c1' })),
}));
const buyer = {
  tierIds: ['gold'],
  points: 0,
  person: {
    joinedAt: 0,
    birthday: '1990-05-05',
    language: 'de',
    kind: 'customer',
    scored: null,
    emailConfirmed: true,
    consents: [],
    tags: [],
    badges: [],
    segments: [],
    interests: [],
    attributes: {},
  },
  figures: null,
};
const tier = { id: 'gold', code: 'gold', multiplier: 1.5, countsTowardsStatus: true };
const policy = {
  ...defaultPointsPolicy,
  priceBound: { share: 100, pointValue: 1000, reporting: { currency: 'EUR', rate: '1' } },
};

/** All that a purchase decides by rules, with budgets, price-bound goods and a tier. Nothing is known from before. */
const decide = (rules: readonly EarningRule[]): void => {
  const bought: EarningPurchase = { ...cart, lines: [...cart.lines] };
  const before = boughtBefore.map((each) => ({ ...each, lines: [...each.lines] }));
  const sale = purchaseSubject(bought, zone);
  mostGiven(
    rules.filter((rule) => !isRuledOut(rule, sale)),
    bought,
    policy,
    { tier },
  );
  const { met, failed } = rulesOfSale(rules, bought, () => saleSubject(bought, before, zone, buyer));
  const decided = evaluate(met, bought, { tier }, { policy, zone });
  expect([...failed, ...decided.failed]).toEqual([]);
};

/** Milliseconds of the processor that the fastest of some runs took: others may use the processor too. */
const fastest = (runs: number, work: () => void): number =>
  Math.min(
    ...Array.from({ length: runs }, () => {
      const begun = process.threadCpuUsage();
      work();
      const { user, system } = process.threadCpuUsage(begun);
      return (user + system) / 1000;
    }),
  );

type Shape = (index: number) => EarningRule;
const joined = (join: 'all' | 'any', count: number, part: (index: number) => Condition): Condition => {
  const groups = Array.from({ length: Math.ceil(count / 20) }, (_, group) =>
    Array.from({ length: Math.min(20, count - group * 20) }, (__, index) => part(group * 20 + index)),
  );
  return join === 'all' ? { all: groups.map((all) => ({ all })) } : { any: groups.map((any) => ({ any })) };
};
const asked =
  (count: number, part: (place: string) => Condition): Shape =>
  (rule) =>
    fixedRule(5, { id: `asked-${rule}`, when: joined('any', count, (index) => part(`${rule}-${index}`)) });
const onLines = (count: number, part: (place: string) => Condition): Shape => {
  const of = asked(count, part);
  return (rule) => {
    const { when, ...terms } = of(rule);
    return { ...terms, ...(when ? { when: { lines: 'any', where: when } } : {}) };
  };
};
const past =
  (part: (index: number) => Condition): Shape =>
  (rule) =>
    fixedRule(5, { id: `past-${rule}`, when: joined('all', 5, part) });
const anyCategory = {
  fact: 'line.category',
  op: 'is-one-of',
  value: Array.from({ length: 9 }, (_, c) => `c${c}`),
} as const;
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const grouped = (group: string) => ({ stacking: { mode: 'best-of', group, priority: 1 } }) as const;
const money = (index: number, more: Partial<EarningRule> = {}): EarningRule => ({
  ...ruleOf({
    kind: 'points-per-money',
    rates: [{ currency: 'EUR', points: 1, per: 100 + index }],
    where: anyCategory,
  }),
  id: `money-${index}`,
  ...more,
});

const quantities = onLines(60, () => ({ fact: 'line.quantity', op: 'more-than', value: 1000 }));

/** Conditions and effects that take most for what they count. */
const shapes: Readonly<Record<string, Shape>> = {
  fixed: (index) => fixedRule(5, { id: `fixed-${index}` }),
  'article numbers': onLines(180, (place) => ({
    fact: 'line.sku',
    op: 'is-one-of',
    value: Array.from({ length: 200 }, (_, index) => `none-${place}-${index}`),
  })),
  'negated texts': onLines(60, (place) => ({ not: { not: { fact: 'line.sku', op: 'is', value: place } } })),
  amounts: onLines(60, () => ({
    fact: 'line.amount',
    op: 'between',
    value: { from: 1, to: 2, currency: 'EUR' },
  })),
  quantities,
  'product sets': onLines(20, (place) => ({ fact: 'line.product-sets', op: 'contains', value: place })),
  'lists of product sets': onLines(20, (place) => ({
    fact: 'line.product-sets',
    op: 'contains-any',
    value: Array.from({ length: 200 }, (_, index) => `${place}-${index}`),
  })),
  'sums of lines': asked(60, () => ({
    lines: 'sum-amount',
    where: { fact: 'line.brand', op: 'is', value: 'A' },
    op: 'more-than',
    value: euros(100_000_000),
  })),
  birthdays: asked(180, () => ({ fact: 'member.birthday', op: 'anniversary-within-days', value: 1 })),
  'past visits': past(() => ({ purchases: 'visits', days: null, op: 'at-least', value: 1 })),
  'visits of a month': past(() => ({ purchases: 'visits', days: 30, op: 'at-least', value: 1 })),
  'past sums': past(() => ({ purchases: 'sum', days: 900, op: 'at-least', value: euros(1) })),
  'past goods': past((index) => ({
    purchases: 'count',
    days: null,
    op: 'at-least',
    value: 0,
    where: { lines: 'any', where: { fact: 'line.sku', op: 'is', value: `none-${index}` } },
  })),
  money,
  'money in groups': (index) => money(index, grouped(`group-${index}`)),
  units: (index) =>
    ruleOf(
      { kind: 'points-per-unit', points: 1, per: 1, unit: 'piece', where: anyCategory },
      { id: `units-${index}` },
    ),
  bands: (index) =>
    ruleOf(
      {
        kind: 'amount-bands',
        mode: 'each-band',
        currencies: [{ currency: 'EUR', bands: [{ from: 0, points: 1, per: 100 }] }],
        where: anyCategory,
      },
      { id: `bands-${index}` },
    ),
  tables: (index) => ruleOf({ kind: 'rate-table', table: 'table' }, { id: `table-${index}` }),
  multipliers: (index) => times(2, anyCategory, { id: `times-${index}` }),
};

/** As many rules as may apply together. */
const filled = (shapeAt: (index: number) => Shape | undefined): EarningRule[] => {
  const rules: EarningRule[] = [euroRule()];
  for (let index = 0; ; index += 1) {
    const rule = shapeAt(index)?.(index);
    if (!rule || workOfRules([...rules, rule]) > mostWork) return rules;
    rules.push(rule);
  }
};

describe('as many rules as may apply together', () => {
  it.each(Object.entries(shapes))('decide about 1,000 lines in 50 milliseconds: %s', (_, shape) => {
    const rules = filled(() => shape);
    expect(rules.length).toBeGreaterThan(1);
    expect(fastest(6, () => decide(rules))).toBeLessThan(50);
  });

  it('do so in any mix', () => {
    const shape = fc.constantFrom(...Object.values(shapes));
    fc.assert(
      fc.property(fc.array(shape, { minLength: 3, maxLength: 8 }), (mix) => {
        const rules = filled((index) => mix[index % mix.length]);
        expect(fastest(4, () => decide(rules))).toBeLessThan(50);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the work of a rule', () => {
  const fifth = (id: string, more: Partial<EarningRule> = {}): EarningRule => ({
    ...quantities(1),
    id,
    ...more,
  });

  it('is small for what clubs use', () => {
    const usual = [
      euroRule(),
      times(2, anyCategory),
      fixedRule(5, { when: { purchases: 'visits', days: 30, op: 'at-least', value: 9 } }),
    ];
    for (const rule of usual) expect(workOfRule(rule)).toBeLessThan(mostWork / 50);
  });

  it('counts only where the rule applies, and of a trial the larger version', () => {
    const local = ['vienna-1', 'berlin-1'].map((place) => fifth(place, { locationIds: [place] }));
    const one = workOfRule(fifth('one'));
    const trial = [
      fifth('tried', { audience: { share: 50, of: 'in' } }),
      fixedRule(5, { id: 'tried', audience: { share: 50, of: 'out' } }),
    ];
    expect(mostWorkOf(local)).toBe(one);
    expect(mostWorkOf(trial)).toBe(one);
  });

  it('is none if the rule is about something else than a purchase', () => {
    const effect = { kind: 'birthday', points: 50 } as const;
    expect(workOfRule({ effect })).toBe(0);
  });

  it('may not become more than is possible at any time from now on, but less', () => {
    const at = (days: number): number => noon + days * dayMs;
    const published = (rules: number, from: number | null, until: number | null = null) =>
      Array.from({ length: rules }, (_, index) => {
        const rule = fifth(`${index}-${from}`);
        return [{ version: rule.version, from, until, rule }];
      });
    const two = new RuleTimeline(published(2, null));
    const three = new RuleTimeline([...published(2, null), ...published(1, at(5))]);
    const four = new RuleTimeline([...published(3, null), ...published(1, at(5))]);
    expect([tooMuchWork(two, three, noon), tooMuchWork(three, two, noon)]).toEqual([
      workOfRule(fifth('one')) * 3,
      null,
    ]);
    // The rules were too much before: nothing else may come, but less is possible.
    expect([tooMuchWork(four, three, noon), tooMuchWork(four, four, noon)]).toEqual([null, null]);
  });
});
