import { describe, expect, test } from 'vitest';
import {
  checkCondition,
  conditionLimits,
  holds,
  pastDaysOf,
  tidied,
  type Condition,
  type PastDays,
  type FactName,
  type Happened,
  type HappeningName,
  type Known,
  type PastPurchase,
  type Subject,
  type ValueType,
} from './index.ts';

type Readings = Partial<Record<FactName, Known[ValueType] | null>>;

const subject = (readings: Readings, more: Partial<Subject> = {}): Subject => ({
  read: (fact) => readings[fact] ?? null,
  ...more,
});
const books = { fact: 'line.category', op: 'is', value: 'books' } as const;
const brands = { fact: 'line.brand', op: 'is-one-of', value: ['A', 'B'] } as const;
const no = { fact: 'line.sku', op: 'is', value: 'x' } as const;
const line = (category: string, quantity = 1, amount = 100): Subject =>
  subject({
    'line.category': category,
    'line.brand': 'B',
    'line.quantity': quantity,
    'line.amount': { amount, currency: 'EUR' },
  });

describe('stored condition trees keep their meaning', () => {
  test.each<[Condition, boolean]>([
    [books, true],
    [brands, true],
    [no, false],
    [{ not: no }, true],
    [{ all: [books, brands] }, true],
    [{ all: [books, no] }, false],
    [{ any: [no, brands] }, true],
    [{ any: [no, { not: books }] }, false],
    [{ fact: 'line.sku', op: 'is-one-of', value: ['x'] }, false],
  ])('%j: %s', (condition, expected) => {
    expect(checkCondition(condition, 'line')).toEqual([]);
    expect(holds(condition, line('books'))).toBe(expected);
  });

  test('asks the same of alternatives within alternatives and of single values', () => {
    const is = (value: string): Condition => ({ fact: 'line.category', op: 'is', value });
    const some: Condition = { any: [is('tea'), no, { any: [is('books'), { not: is('books') }] }] };
    const fewer: Condition = { any: [is('tea'), { any: [is('cups'), no] }] };
    expect([holds(some, line('books')), holds(some, line('cups'))]).toEqual([true, true]);
    expect([holds(fewer, line('books')), holds(fewer, line('cups'))]).toEqual([false, true]);
    expect(holds(fewer, subject({}))).toBe(false);
  });

  test('accepts trees up to the depth limit', () => {
    const nested = (depth: number): Condition => (depth === 1 ? books : { not: nested(depth - 1) });
    expect(holds(nested(conditionLimits.depth), line('books'))).toBe(conditionLimits.depth % 2 === 1);
    expect(() => holds(nested(conditionLimits.depth + 1), line('books'))).toThrow(RangeError);
  });
});

describe('a place in an order', () => {
  const silver = subject({ 'member.tier': ['silver', 'bronze'] });

  test.each([
    ['is', 'silver', true],
    ['is', 'bronze', false],
    ['is-one-of', ['gold', 'bronze'], false],
    ['is-one-of', ['gold', 'silver'], true],
    ['at-least', 'bronze', true],
    ['at-least', 'silver', true],
    ['at-least', 'gold', false],
    ['at-least', 'unknown', false],
  ] as const)('%s %s: %s', (op, value, expected) => {
    expect(holds({ fact: 'member.tier', op, value }, silver)).toBe(expected);
    expect(holds({ fact: 'member.tier', op, value }, subject({ 'member.tier': null }))).toBe(false);
  });
});

describe('a date without a year', () => {
  const moment = { today: '2027-02-27', now: Date.parse('2027-02-27T12:00:00Z') };
  const born = subject({ 'member.birthday': '--02-29' }, { moment });

  test.each([
    ['known', undefined, true],
    ['anniversary-within-days', 1, false],
    ['anniversary-within-days', 2, true],
    ['anniversary-around-days', 1, true],
    ['anniversary-this-month', undefined, true],
    ['on', '2004-02-29', false],
    ['before', '9999-12-31', false],
    ['after', '0001-01-01', false],
    ['in-the-last-days', 3650, false],
    ['not-in-the-last-days', 1, false],
  ] as const)('%s %s: %s', (op, value, expected) => {
    const condition = { fact: 'member.birthday', op, ...(value === undefined ? {} : { value }) } as Condition;
    expect(holds(condition, born)).toBe(expected);
  });
});

describe('comparisons of each type', () => {
  const today = '2026-11-26';
  const moment = { today, now: Date.parse('2026-11-26T12:00:00Z') };
  const known = subject(
    {
      'member.number-attribute': 0.3,
      'member.spend': { amount: 1000, currency: 'EUR' },
      'member.joined': '2026-11-20',
      'member.birthday': '2004-02-29',
      'member.email-confirmed': false,
      'member.consents': ['newsletter', 'surveys'],
      'moment.time': '17:00:00',
    },
    { moment },
  );
  const euros = (amount: number, currency = 'EUR') => ({ amount, currency });
  const attribute = { fact: 'member.number-attribute', key: 'x' } as const;
  const spend = { fact: 'member.spend' } as const;
  const joined = { fact: 'member.joined' } as const;
  const consents = { fact: 'member.consents' } as const;
  const time = (from: string, to: string): Condition => ({
    fact: 'moment.time',
    op: 'between',
    value: { from, to },
  });

  test.each<[Condition, boolean]>([
    [{ ...attribute, op: 'is', value: 0.3 }, true],
    [{ ...attribute, op: 'at-least', value: 0.301 }, false],
    [{ ...attribute, op: 'between', value: { from: 0.3, to: 0.3 } }, true],
    [{ ...attribute, op: 'less-than', value: 0.3 }, false],
    [{ ...attribute, op: 'known' }, true],
    [{ ...spend, op: 'at-least', value: euros(1000) }, true],
    [{ ...spend, op: 'less-than', value: euros(1000) }, false],
    [{ ...spend, op: 'at-least', value: euros(1000, 'CZK') }, false],
    [{ ...spend, op: 'less-than', value: euros(1_000_000, 'CZK') }, false],
    [{ not: { ...spend, op: 'at-least', value: euros(1, 'CZK') } }, true],
    [{ ...spend, op: 'between', value: { from: 999, to: 1001, currency: 'CZK' } }, false],
    [{ ...joined, op: 'on', value: '2026-11-20' }, true],
    [{ ...joined, op: 'before', value: '2026-11-20' }, false],
    [{ ...joined, op: 'after', value: '2026-11-19' }, true],
    [{ ...joined, op: 'in-the-last-days', value: 6 }, false],
    [{ ...joined, op: 'in-the-last-days', value: 7 }, true],
    [{ ...joined, op: 'not-in-the-last-days', value: 6 }, true],
    [{ ...joined, op: 'not-in-the-last-days', value: 7 }, false],
    [{ fact: 'member.birthday', op: 'anniversary-within-days', value: 94 }, false],
    [{ fact: 'member.birthday', op: 'anniversary-within-days', value: 95 }, true],
    [{ fact: 'member.birthday', op: 'anniversary-this-month' }, false],
    [{ fact: 'member.email-confirmed', op: 'is', value: false }, true],
    [{ ...consents, op: 'contains', value: 'surveys' }, true],
    [{ ...consents, op: 'contains-any', value: ['personalisation', 'surveys'] }, true],
    [{ ...consents, op: 'contains-all', value: ['personalisation', 'surveys'] }, false],
    [time('17:00', '20:00'), true],
    [time('12:00', '17:00'), false],
    [time('22:00', '17:01'), true],
    [time('17:01', '02:00'), false],
    [{ fact: 'member.tier', op: 'known' }, false],
    [{ fact: 'member.age', op: 'at-most', value: 1000 }, false],
    [{ not: { fact: 'member.age', op: 'at-most', value: 1000 } }, true],
  ])('%j: %s', (condition, expected) => {
    expect(checkCondition(condition, 'sale')).toEqual([]);
    expect(holds(condition, known)).toBe(expected);
  });

  test('a condition that this version does not know matches nobody', () => {
    expect(holds({ fact: 'member.colour', op: 'is', value: 'red' } as unknown as Condition, known)).toBe(
      false,
    );
    expect(holds({ ...joined, op: 'around', value: '2026-11-20' }, known)).toBe(false);
  });
});

describe('a condition on lines', () => {
  const cart = subject(
    { 'purchase.currency': 'EUR' },
    { lines: [line('books', 0.1, 250), line('books', 0.2, 250), line('music', 5, 100)] },
  );
  const euros = (amount: number, currency = 'EUR') => ({ amount, currency });

  test.each<[Condition, boolean]>([
    [{ lines: 'any', where: books }, true],
    [{ lines: 'any', where: { not: { any: [books, { ...books, value: 'music' }] } } }, false],
    [{ lines: 'all', where: books }, false],
    [{ lines: 'all', where: brands }, true],
    [{ lines: 'count', where: books, op: 'is', value: 2 }, true],
    [{ lines: 'count', op: 'is', value: 3 }, true],
    [{ lines: 'sum-quantity', where: books, op: 'is', value: 0.3 }, true],
    [{ lines: 'sum-amount', where: books, op: 'at-least', value: euros(500) }, true],
    [{ lines: 'sum-amount', where: books, op: 'more-than', value: euros(500) }, false],
    [{ lines: 'sum-amount', where: books, op: 'at-most', value: euros(500, 'CZK') }, false],
    [{ lines: 'sum-amount', where: no, op: 'is', value: euros(0) }, true],
  ])('%j: %s', (condition, expected) => {
    expect(checkCondition(condition, 'purchase')).toEqual([]);
    expect(holds(condition, cart)).toBe(expected);
  });
});

describe('a condition on past purchases', () => {
  const now = Date.parse('2026-11-26T12:00:00Z');
  const purchase = (date: string, amount: number, currency = 'EUR'): PastPurchase => ({
    ...subject(
      { 'moment.date': date, 'purchase.currency': currency, 'purchase.total': { amount, currency } },
      { lines: [line(currency === 'EUR' ? 'books' : 'music')] },
    ),
    id: `${date} ${amount}`,
    purchasedAt: Date.parse(`${date}T11:00:00Z`),
  });
  const member = subject(
    {},
    {
      moment: { today: '2026-11-26', now },
      purchases: [
        purchase('2026-11-26', 100),
        purchase('2026-11-20', 250),
        purchase('2026-11-19', 400),
        purchase('2026-11-19', 9000, 'CZK'),
        { ...purchase('2026-11-26', 5000), purchasedAt: now + 1 },
      ],
    },
  );
  const euros = (amount: number, currency = 'EUR') => ({ amount, currency });

  test.each<[Condition, boolean]>([
    [{ purchases: 'count', days: null, op: 'is', value: 5 }, true],
    [{ purchases: 'count', days: 7, op: 'is', value: 2 }, true],
    [{ purchases: 'count', days: 8, op: 'is', value: 4 }, true],
    [{ purchases: 'visits', days: 8, op: 'is', value: 3 }, true],
    [{ purchases: 'visits', days: 7, op: 'is', value: 2 }, true],
    [{ purchases: 'visits', days: null, where: { lines: 'all', where: books }, op: 'is', value: 3 }, true],
    [{ purchases: 'visits', days: 'this-month', op: 'is', value: 3 }, true],
    [{ purchases: 'count', days: 'this-month', op: 'is', value: 4 }, true],
    [{ purchases: 'sum', days: 7, op: 'is', value: euros(350) }, true],
    [{ purchases: 'sum', days: 8, op: 'is', value: euros(9000, 'CZK') }, true],
    [{ purchases: 'sum', days: 8, op: 'is', value: euros(0, 'USD') }, true],
    [{ purchases: 'count', days: 8, where: { lines: 'any', where: books }, op: 'is', value: 3 }, true],
    [
      {
        purchases: 'count',
        days: null,
        where: { fact: 'moment.date', op: 'not-in-the-last-days', value: 7 },
        op: 'is',
        value: 2,
      },
      true,
    ],
  ])('%j: %s', (condition, expected) => {
    expect(checkCondition(condition, 'member')).toEqual([]);
    expect(holds(condition, member)).toBe(expected);
  });
});

describe('with many past purchases', () => {
  const { purchases: most } = conditionLimits;
  const where = { fact: 'purchase.location', op: 'is', value: 'first' } as const;
  const ofFirst = (value: number): Condition => ({ purchases: 'count', days: null, where, op: 'is', value });
  const whoBought = (count: number): Subject => {
    const purchases = Array.from({ length: count }, (_, number): PastPurchase => ({
      ...subject({ 'purchase.location': number < 3 ? 'first' : 'later' }),
      id: String(number),
      purchasedAt: number,
    }));
    return subject({}, { purchases });
  };

  test('all count, up to the limit', () => {
    expect([holds(ofFirst(3), whoBought(700)), holds(ofFirst(3), whoBought(most))]).toEqual([true, true]);
  });

  test('count and sum are unknown above the limit', () => {
    const member = whoBought(most + 1);
    const anything = { purchases: 'sum', days: null, op: 'at-least' } as const;
    const sum: Condition = { ...anything, value: { amount: 0, currency: 'EUR' } };
    expect([ofFirst(3), sum, { not: ofFirst(3) }].map((asked) => holds(asked, member))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

test('a month begins on its first day, and the months around it do not count', () => {
  const bought = (date: string): PastPurchase => ({
    ...subject({ 'moment.date': date }, {}),
    id: date,
    purchasedAt: Date.parse(`${date}T11:00:00Z`),
  });
  const purchases = ['2025-03-15', '2026-02-28', '2026-03-01', '2026-03-31'].map(bought);
  const on = (today: string): Subject =>
    subject({}, { purchases, moment: { today, now: Date.parse(`${today}T20:00:00Z`) } });
  const visits = { purchases: 'visits', days: 'this-month', op: 'is' } as const;
  expect(holds({ ...visits, value: 2 }, on('2026-03-31'))).toBe(true);
  expect(holds({ ...visits, value: 0 }, on('2026-04-01'))).toBe(true);
  expect(holds({ ...visits, value: 1 }, on('2026-02-28'))).toBe(true);
});

test('a condition knows which past purchases it needs', () => {
  const count = (days: PastDays): Condition => ({ purchases: 'count', days, op: 'at-least', value: 1 });
  expect(
    pastDaysOf({ all: [count(30), { not: { any: [count(null), books, count(7)] } }, count(30)] }),
  ).toEqual([30, null, 7]);
  expect(pastDaysOf({ lines: 'any', where: books })).toEqual([]);
  expect(pastDaysOf(count('this-month'))).toEqual([31]);
});

test('texts are trimmed wherever they occur', () => {
  const typed = { any: [{ ...books, value: ' books ' }, { not: { ...brands, value: [' A', 'B '] } }] };
  expect(tidied(typed)).toEqual({ any: [books, { not: brands }] });
  const code = { fact: 'purchase.codes', op: 'contains-any', value: [' Summer-26', 'žluťák 7'] } as const;
  expect(tidied(code)).toEqual({ ...code, value: ['SUMMER26', 'ŽLUŤÁK7'] });
});

describe('what happened', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  const at = (date: string, name: HappeningName, of: string | null = null, time = '10:00'): Happened => ({
    name,
    date,
    of,
    at: Date.parse(`${date}T${time}:00Z`),
  });
  const member: Subject = {
    read: () => null,
    moment: { now, today: '2026-11-30' },
    happenings: [
      at('2026-11-01', 'coupon.redeemed', 'spring'),
      at('2026-11-08', 'purchase.recorded'),
      at('2026-11-20', 'coupon.redeemed', 'rain'),
      at('2026-11-20', 'purchase.recorded', null, '09:00'),
      at('2026-11-30', 'coupon.redeemed', 'rain', '13:00'),
    ],
  };
  const coupons = { happened: 'coupon.redeemed' } as const;
  const bought = { happened: 'purchase.recorded' } as const;
  test.each<[string, Condition, boolean]>([
    ['how often, without the future', { ...coupons, days: 60, op: 'is', value: 2 }, true],
    ['from the first day', { ...coupons, days: 30, op: 'is', value: 2 }, true],
    ['not before it', { ...coupons, days: 29, op: 'is', value: 1 }, true],
    ['of one', { ...coupons, of: ['spring'], days: 60, op: 'is', value: 1 }, true],
    ['of none', { ...coupons, of: ['winter'], days: 60, op: 'is', value: 0 }, true],
    ['followed on the last day', { ...coupons, days: 60, then: bought, within: 7 }, true],
    ['followed too late', { ...coupons, days: 60, then: bought, within: 6 }, false],
    ['followed by what was earlier', { ...coupons, of: ['rain'], days: 60, then: bought, within: 7 }, false],
    ['not followed', { ...coupons, days: 60, without: bought, within: 9 }, true],
    ['not followed, days not over', { ...coupons, days: 60, without: bought, within: 10 }, false],
    ['each followed', { ...coupons, of: ['spring'], days: 60, without: bought, within: 7 }, false],
  ])('%s', (_, condition, expected) => {
    expect(checkCondition(condition, 'member')).toEqual([]);
    expect(holds(condition, member)).toBe(expected);
  });

  test('is unknown if it was not read', () => {
    const never: Condition = { ...coupons, days: 60, op: 'is', value: 0 };
    expect(holds(never, { ...member, happenings: undefined })).toBe(false);
  });
});
