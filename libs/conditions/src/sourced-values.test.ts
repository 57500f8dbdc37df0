import { expect, test } from 'vitest';
import { sourcedValues } from './sourced-values.ts';

test('values of the club are found at any depth, with the pointer to each', () => {
  const where = {
    all: [
      { fact: 'line.category', op: 'is', value: 'coffee' },
      { not: { fact: 'line.sku', op: 'is-one-of', value: ['MUG-1', 'MUG-2'] } },
      { fact: 'line.kind', op: 'is', value: 'goods' },
      { fact: 'line.brand', op: 'known' },
    ],
  };
  expect(sourcedValues({ kind: 'multiplier', times: 2, where }, '/effect')).toEqual([
    { pointer: '/effect/where/all/0/value', fact: 'line.category', source: 'category', values: ['coffee'] },
    {
      pointer: '/effect/where/all/1/not/value',
      fact: 'line.sku',
      source: 'product',
      values: ['MUG-1', 'MUG-2'],
    },
  ]);
});

test('what happened names rewards, coupons and others, also what came after it', () => {
  const condition = {
    all: [
      {
        happened: 'voucher.issued',
        of: ['mug'],
        days: 60,
        then: { happened: 'purchase.returned' },
        within: 3,
      },
      {
        happened: 'purchase.recorded',
        days: 60,
        without: { happened: 'survey.answered', of: ['nps'] },
        within: 7,
      },
    ],
  };
  expect(sourcedValues(condition)).toEqual([
    { pointer: '/all/0/of', source: 'reward', values: ['mug'] },
    { pointer: '/all/1/without/of', source: 'survey', values: ['nps'] },
  ]);
});
