import { expect, test } from 'vitest';
import { residualOf, type Condition, type Subject } from './index.ts';

const sale: Subject = {
  read: (fact) => (fact === 'member.tier' ? ['gold'] : null),
  lines: [],
  purchases: [],
};
const gold: Condition = { fact: 'member.tier', op: 'is', value: 'gold' };
const silver: Condition = { fact: 'member.tier', op: 'is', value: 'silver' };
const unknown: Condition = { fact: 'member.birthday', op: 'known' };
const first: Condition = { purchases: 'count', days: null, op: 'is', value: 0 };
const beans: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'beans' } };
const three: Condition = { lines: 'count', op: 'at-least', value: 3 };
const twenty: Condition = {
  fact: 'purchase.total',
  op: 'at-least',
  value: { amount: 2000, currency: 'EUR' },
};

test.each<[string, Condition, Condition | boolean]>([
  ['lines stay', beans, beans],
  ['the total stays', twenty, twenty],
  ['a fact of the member becomes what it says', gold, true],
  ['so does one that is not so', silver, false],
  ['an unknown fact is false, its `not` true', { all: [{ not: unknown }, beans] }, beans],
  ['earlier purchases are decided', { all: [first, three] }, three],
  ['`all` keeps what is open', { all: [gold, beans, twenty] }, { all: [beans, twenty] }],
  ['`all` is false with a false part', { all: [beans, silver] }, false],
  ['`any` keeps what is open', { any: [silver, beans, twenty] }, { any: [beans, twenty] }],
  ['`any` is true with a true part', { any: [beans, gold] }, true],
  ['`any` of false parts is false', { any: [silver, unknown] }, false],
  ['`not` of goods stays', { not: { any: [silver, beans] } }, { not: beans }],
  ['`not` of what is decided is decided', { not: { all: [gold, { not: silver }] } }, false],
  [
    'nested parts',
    {
      all: [
        { any: [silver, { all: [gold, beans] }] },
        { any: [gold, twenty] },
        { not: { all: [silver, three] } },
      ],
    },
    beans,
  ],
  ['nothing in `all` is true', { all: [] }, true],
  ['nothing in `any` is false', { any: [] }, false],
])('%s', (_, condition, residual) => {
  expect(residualOf(condition, sale)).toEqual(residual);
});
