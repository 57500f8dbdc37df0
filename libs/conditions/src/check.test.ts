import { describe, expect, test } from 'vitest';
import {
  checkCondition,
  conditionLimits,
  factNames,
  facts,
  factsIn,
  operatorOf,
  operatorsOf,
} from './index.ts';

const books = { fact: 'line.category', op: 'is', value: 'books' } as const;
const brands = { fact: 'line.brand', op: 'is-one-of', value: ['A', 'B'] } as const;
const many = { lines: 'count', where: books, op: 'at-least', value: 2 } as const;
const often = { purchases: 'count', days: 30, where: many, op: 'at-least', value: 2 } as const;
const euros = (amount: unknown, currency: unknown = 'EUR') => ({ amount, currency });

function nested(depth: number): unknown {
  let node: unknown = books;
  for (let level = 1; level < depth; level += 1) node = { not: node };
  return node;
}

const redeemed = { happened: 'coupon.redeemed', days: 60 } as const;
const next = { happened: 'purchase.recorded' } as const;
test.each([
  [{ ...redeemed, op: 'at-least', value: 2 }, []],
  [{ ...redeemed, of: ['spring'], then: { happened: 'coupon.redeemed', of: ['rain'] }, within: 60 }, []],
  [{ ...redeemed, without: next, within: 59 }, []],
  [{ ...redeemed, happened: 'coupon.eaten', op: 'is', value: 1 }, ['/happened unknown-event']],
  [{ ...redeemed, happened: 'toString', op: 'is', value: 1 }, ['/happened unknown-event']],
  [{ ...redeemed, days: 0, op: 'is', value: 1 }, ['/days wrong-value']],
  [{ ...redeemed, days: 401, op: 'is', value: 1 }, ['/days wrong-value']],
  [{ ...redeemed, days: null, op: 'is', value: 1 }, ['/days wrong-value']],
  [{ ...redeemed, op: 'is', value: 10_001 }, ['/value wrong-value']],
  [{ ...redeemed, op: 'contains', value: 1 }, ['/op unknown-operator']],
  [redeemed, [' not-a-condition']],
  [{ ...redeemed, op: 'is', value: 1, then: next, within: 7 }, [' not-a-condition']],
  [{ ...redeemed, then: next, without: next, within: 7 }, [' not-a-condition']],
  [{ ...redeemed, then: next }, [' not-a-condition']],
  [{ ...redeemed, then: next, within: 61 }, ['/within wrong-value']],
  [{ ...redeemed, without: next, within: 60 }, ['/within wrong-value']],
  [{ ...redeemed, then: next, within: 0 }, ['/within wrong-value']],
  [{ ...redeemed, then: 'purchase.recorded', within: 7 }, ['/then not-a-condition']],
  [{ ...redeemed, then: { ...next, days: 7 }, within: 7 }, ['/then not-a-condition']],
  [{ ...redeemed, then: { happened: 'coupon.redeemed' }, within: 7 }, ['/then same-event']],
  [{ ...redeemed, without: { happened: 'x' }, within: 7 }, ['/without/happened unknown-event']],
  [{ ...redeemed, of: [], op: 'is', value: 1 }, ['/of empty']],
  [{ ...redeemed, of: 'spring', op: 'is', value: 1 }, ['/of wrong-value']],
  [{ ...redeemed, of: ['spring', 7], op: 'is', value: 1 }, ['/of/1 wrong-value']],
  [{ ...redeemed, of: Array.from({ length: 10_000 }, String), op: 'is', value: 1 }, ['/of too-many']],
  [{ ...redeemed, then: { ...next, of: ['x'] }, within: 7 }, ['/then/of wrong-value']],
])('the checker points to what is wrong with a happening %#', (input, problems) => {
  const said = checkCondition(input, 'member').map(({ pointer, fault }) => `${pointer} ${fault}`);
  expect(said).toEqual(problems);
});

test.each(['line', 'purchase', 'sale', 'event', 'occasion', 'answers'] as const)(
  'a happening is not here: %s',
  (context) => {
    const condition = { ...redeemed, op: 'is', value: 1 };
    expect(checkCondition(condition, context)).toEqual([{ pointer: '/happened', fault: 'not-here' }]);
  },
);

describe('the checker points to the wrong node of a line filter:', () => {
  test.each([
    [null, '', 'not-a-condition'],
    ['books', '', 'not-a-condition'],
    [[], '', 'not-a-condition'],
    [{}, '', 'not-a-condition'],
    [{ ...books, more: 1 }, '', 'not-a-condition'],
    [{ all: [books], any: [books] }, '', 'not-a-condition'],
    [{ all: books }, '/all', 'not-a-condition'],
    [{ all: [] }, '/all', 'empty'],
    [{ all: [books, { any: [books, 3] }] }, '/all/1/any/1', 'not-a-condition'],
    [{ not: { ...books, fact: 'line.colour' } }, '/not/fact', 'unknown-fact'],
    [{ ...books, fact: 'toString' }, '/fact', 'unknown-fact'],
    [{ ...books, fact: 7 }, '/fact', 'unknown-fact'],
    [{ ...books, key: 'x' }, '/key', 'wrong-key'],
    [{ ...books, op: 'matches' }, '/op', 'unknown-operator'],
    [{ ...books, op: 'toString' }, '/op', 'unknown-operator'],
    [{ ...books, value: 7 }, '/value', 'wrong-value'],
    [{ ...books, value: '' }, '/value', 'wrong-value'],
    [{ ...books, value: 'x'.repeat(101) }, '/value', 'wrong-value'],
    [{ fact: 'line.kind', op: 'is', value: 'voucher' }, '/value', 'wrong-value'],
    [{ ...brands, value: 'A' }, '/value', 'wrong-value'],
    [{ ...brands, value: [] }, '/value', 'empty'],
    [{ ...brands, value: ['A', null] }, '/value/1', 'wrong-value'],
    [{ ...brands, value: Array.from({ length: 10_000 }, String) }, '/value', 'too-many'],
    [
      { fact: 'line.sku', op: 'is-one-of', value: Array.from({ length: 10_000 }, String) },
      '/value',
      'too-many-articles',
    ],
    [{ any: Array.from({ length: 10_000 }, () => books) }, '/any', 'too-many'],
    [{ fact: 'member.age', op: 'at-least', value: 18 }, '/fact', 'not-here'],
    [{ not: many }, '/not/lines', 'not-here'],
    [often, '/purchases', 'not-here'],
  ])('%#', (input, pointer, fault) => {
    expect(checkCondition(input, 'line')).toEqual([{ pointer, fault }]);
  });

  test('reports several faults at once', () => {
    const input = { any: [{ ...books, op: 'x' }, books, { ...books, value: 1 }] };
    expect(checkCondition(input, 'line').map(({ pointer }) => pointer)).toEqual([
      '/any/0/op',
      '/any/2/value',
    ]);
  });

  test('survives trees that are too deep or too wide', () => {
    const { depth, children } = conditionLimits;
    expect(checkCondition(nested(depth), 'line')).toEqual([]);
    expect(checkCondition(nested(200_000), 'line')).toEqual([
      { pointer: '/not'.repeat(depth), fault: 'too-deep' },
    ]);
    const wide = Array.from({ length: children }, () => ({ all: Array(children).fill(books) }));
    expect(checkCondition({ any: wide }, 'line').map(({ fault }) => fault)).toEqual(['too-many']);
  });
});

describe('the checker accepts only values of the right type:', () => {
  const points = (op: string, value: unknown) => ({ fact: 'member.points', op, value });
  const spend = (op: string, value: unknown) => ({ fact: 'member.spend', op, value });
  const joined = (op: string, value: unknown) => ({ fact: 'member.joined', op, value });
  const consents = (op: string, value: unknown) => ({ fact: 'member.consents', op, value });
  const size = (more: object) => ({ fact: 'member.attribute', op: 'is', value: 'L', ...more });

  test.each([
    points('is', 0.125),
    points('between', { from: 1, to: 1 }),
    spend('more-than', euros(0)),
    spend('between', { from: 0, to: 500, currency: 'CZK' }),
    joined('on', '2024-02-29'),
    joined('in-the-last-days', 1),
    consents('contains-all', ['newsletter', 'surveys']),
    { fact: 'member.email-confirmed', op: 'is', value: false },
    { fact: 'member.birthday', op: 'known' },
    size({ key: 'size' }),
    often,
    { purchases: 'sum', days: null, op: 'at-least', value: euros(100) },
    {
      purchases: 'count',
      days: null,
      where: { fact: 'moment.weekday', op: 'is', value: 'friday' },
      op: 'is',
      value: 0,
    },
  ])('valid %#', (input) => {
    expect(checkCondition(input, 'member')).toEqual([]);
  });

  test.each<[object, string, string?]>([
    [points('is', 0.0005), '/value'],
    [points('is', -1), '/value'],
    [points('is', Number.NaN), '/value'],
    [points('is', '5'), '/value'],
    [points('is', 1e300), '/value'],
    [points('between', { from: 2, to: 1 }), '/value'],
    [points('between', { from: 1, to: 2, currency: 'EUR' }), '/value'],
    [points('known', undefined), '/op', 'unknown-operator'],
    [spend('is', 5), '/value'],
    [spend('is', euros(0.5)), '/value'],
    [spend('is', euros(5, 'euro')), '/value'],
    [spend('is', { amount: 5 }), '/value'],
    [spend('between', { from: 1, to: 2 }), '/value'],
    [joined('on', '2023-02-29'), '/value'],
    [joined('on', '2023-2-9'), '/value'],
    [joined('on', '0000-01-01'), '/value'],
    [joined('in-the-last-days', 0), '/value'],
    [joined('in-the-last-days', 3661), '/value'],
    [joined('in-the-last-days', 1.5), '/value'],
    [consents('contains', 'everything'), '/value'],
    [consents('contains-any', ['newsletter', 'everything']), '/value/1'],
    [{ fact: 'member.email-confirmed', op: 'is', value: 'true' }, '/value'],
    [{ fact: 'member.birthday', op: 'known', value: true }, '/value'],
    [size({}), '/key', 'wrong-key'],
    [size({ key: '' }), '/key', 'wrong-key'],
    [{ ...often, days: 0 }, '/days'],
    [{ ...often, value: 10_001 }, '/value'],
    [{ ...often, op: 'between', value: { from: 2, to: 10_001 } }, '/value'],
    [{ ...often, purchases: 'median' }, '/purchases', 'not-a-condition'],
    [{ ...often, where: points('is', 1) }, '/where/fact', 'not-here'],
    [{ ...often, where: often }, '/where/purchases', 'not-here'],
    [{ ...often, where: { ...many, where: { fact: 'purchase.total' } } }, '/where/where', 'not-a-condition'],
    [{ ...often, where: { lines: 'any', where: books, op: 'is', value: 1 } }, '/where', 'not-a-condition'],
    [{ ...often, where: { lines: 'sum-amount', op: 'is', value: 1 } }, '/where/value'],
    [{ ...often, where: { lines: 'most', where: books } }, '/where/lines', 'not-a-condition'],
    [{ ...many }, '/lines', 'not-here'],
  ])('invalid %#', (input, pointer, fault = 'wrong-value') => {
    expect(checkCondition(input, 'member')).toEqual([{ pointer, fault }]);
  });

  test.each([
    [{ from: '17:00', to: '20:00' }, true],
    [{ from: '22:00', to: '02:00' }, true],
    [{ from: '17:00', to: '17:00' }, false],
    [{ from: '17:00', to: '24:00' }, false],
    [{ from: '7:00', to: '9:00' }, false],
    [{ from: 7, to: 9 }, false],
  ])('time %j: %s', (value, sound) => {
    const happyHour = { fact: 'moment.time', op: 'between', value };
    expect(checkCondition(happyHour, 'sale').length === 0).toBe(sound);
  });
});

describe('the registry of facts', () => {
  test('has texts in all languages, choices where needed, and operators for every fact', () => {
    for (const name of factNames) {
      const {
        texts,
        type,
        scope,
        ...more
      }: (typeof facts)[typeof name] & {
        choices?: object;
        source?: string;
        spelling?: string;
        parameter?: object;
      } = facts[name];
      expect(Object.values(texts).every(Boolean), name).toBe(true);
      expect(name.startsWith(`${scope}.`), name).toBe(true);
      if (type === 'choice' || type === 'step' || type === 'set')
        expect(more.choices ?? more.source ?? more.spelling ?? more.parameter, name).toBeDefined();
      for (const op of operatorsOf(facts[name]))
        expect(operatorOf(facts[name], op), `${name} ${op}`).not.toBeNull();
    }
  });

  test('knows the facts of each context', () => {
    expect(factsIn('line')).toEqual(factNames.filter((name) => name.startsWith('line.')));
    expect(factsIn('sale')).toEqual(expect.arrayContaining(['purchase.total', 'moment.time', 'member.tier']));
    expect(factsIn('member')).not.toContain('line.sku');
    expect(factsIn('answers')).toEqual(['answer.number', 'answer.choices']);
  });
});
