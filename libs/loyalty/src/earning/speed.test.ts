import { expect, test } from 'vitest';
import { fastest } from '../../test/fastest.ts';
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
