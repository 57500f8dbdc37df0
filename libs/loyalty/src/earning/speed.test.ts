import type { Condition } from '@regulars/conditions';
import { expect, test } from 'vitest';
import { earn, euroRule, fixedRule, goods, purchaseOf, times, zone } from '../../test/purchases.ts';
import { rulesOfSale, saleSubject, type EarningPurchase, type EarningRule } from '../index.ts';

const shop = (lines: number): EarningPurchase =>
  purchaseOf(
    Array.from({ length: lines }, (_, index) =>
      goods(100 + index, { category: `c${index % 9}`, sku: `S-${index}`, brand: 'A' }),
    ),
  );

/** Each till sends its own lines: nothing is known of them from the purchase before. */
const decide = (rules: readonly EarningRule[], sold: EarningPurchase): void => {
  const bought = { ...sold, lines: [...sold.lines] };
  const member = { tierIds: ['gold'], points: 0, person: null, figures: null };
  const { met } = rulesOfSale(rules, bought, () => saleSubject(bought, [], zone, member));
  earn([...met], bought);
};

/** Milliseconds of the fastest run: others may use the processor too. Ends when a run took less than `limit`. */
const fastest = (runs: number, limit: number, work: () => void): number => {
  let best = Infinity;
  for (let run = 0; run < runs && best >= limit; run += 1) {
    const begun = performance.now();
    work();
    best = Math.min(best, performance.now() - begun);
  }
  return best;
};

const several = (count: number, rule: (index: number) => EarningRule): EarningRule[] =>
  Array.from({ length: count }, (_, index) => rule(index));

const conditional = several(100, (index) =>
  fixedRule(5, {
    id: `rule-${index}`,
    when: {
      all: [
        { fact: 'moment.time', op: 'between', value: { from: '00:00', to: '23:59' } },
        { lines: 'any', where: { fact: 'line.sku', op: 'is', value: `S-${index}` } },
      ],
    },
  }),
);
const unmet = several(100, (index) =>
  fixedRule(5, {
    id: `unmet-${index}`,
    when: {
      all: [
        { fact: 'moment.weekday', op: 'is-one-of', value: ['saturday', 'sunday'] },
        {
          any: [
            { lines: 'any', where: { fact: 'line.sku', op: 'is', value: `none-${index}` } },
            {
              lines: 'sum-quantity',
              where: { fact: 'line.brand', op: 'is', value: 'B' },
              op: 'more-than',
              value: 0,
            },
          ],
        },
      ],
    },
  }),
);
const multipliers = several(100, (index) =>
  times(2, { fact: 'line.category', op: 'is', value: `c${index % 9}` }, { id: `times-${index}` }),
);

test.each([
  ['with a condition', conditional],
  ['of which no part holds', unmet],
  ['that multiply', multipliers],
])('100 rules %s decide about 50 lines in a millisecond', (_, rules) => {
  const bought = shop(50);
  const live = [euroRule(), ...rules];
  expect(fastest(2000, 1, () => decide(live, bought))).toBeLessThan(1);
});

test('five of the largest conditions decide about 1,000 lines in 50 milliseconds', () => {
  const bought = shop(1000);
  const largest = (rule: number): Condition => {
    const leaf = (place: number): Condition => ({
      fact: 'line.sku',
      op: 'is-one-of',
      value: Array.from({ length: 200 }, (_, index) => `none-${rule}-${place}-${index}`),
    });
    const some = (group: number): Condition => ({
      any: Array.from({ length: 13 }, (_, index) => leaf(group * 13 + index)),
    });
    return { lines: 'any', where: { any: Array.from({ length: 14 }, (_, index) => some(index)) } };
  };
  const rules = several(5, (index) => fixedRule(5, { id: `largest-${index}`, when: largest(index) }));
  expect(fastest(40, 50, () => decide([euroRule(), ...rules], bought))).toBeLessThan(50);
});
