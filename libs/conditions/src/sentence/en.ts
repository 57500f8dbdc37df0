import { strong, type Own, type Predicate, type Wording } from './wording.ts';

const is =
  (words: (value: string) => string) =>
  ({ value }: { value: string }, not: boolean): Predicate => [to(not), words(value)];
const to = (not: boolean): string => (not ? 'is not' : 'is');
const count = (days: number): string => strong(days === 1 ? '1 day' : `${days} days`);

const stated = (noun: string, said: string): Own => ({
  contains: ({ value }, not) => [`the ${noun} ${value}`, [to(not), said]],
  'contains-any': ({ or }, not) => [`${not ? 'none' : 'one'} of the ${noun}s ${or}`, ['is', said]],
  'contains-all': ({ and }, not) => [`${not ? 'not each' : 'each'} of the ${noun}s ${and}`, ['is', said]],
});

export const en: Wording = {
  locale: 'en-GB',
  and: ' and ',
  or: ' or ',
  predicates: {
    is: is((value) => value),
    'is-one-of': ({ or }, not) => [to(not), or],
    'at-least': is((value) => `at least ${value}`),
    'at-most': is((value) => `at most ${value}`),
    'more-than': is((value) => `more than ${value}`),
    'less-than': is((value) => `less than ${value}`),
    between: ({ from, to: until }, not) => [to(not), `between ${from} and ${until}`],
    on: is((value) => `on ${value}`),
    before: is((value) => `before ${value}`),
    after: is((value) => `after ${value}`),
    'in-the-last-days': ({ days }, not) => [
      to(not),
      days === 1 ? strong('today') : `in the last ${count(days)}`,
    ],
    'not-in-the-last-days': ({ days }, not) => [to(not), `at least ${count(days)} ago`],
    'anniversary-within-days': ({ days }, not) => [
      not ? 'does not have' : 'has',
      `its anniversary ${days === 1 ? strong('today') : `within the next ${count(days)}`}`,
    ],
    'anniversary-around-days': ({ days }, not) => [
      not ? 'does not have' : 'has',
      `its anniversary at most ${count(days)} away`,
    ],
    'anniversary-this-month': (_, not) => [
      not ? 'does not have' : 'has',
      `its anniversary ${strong('this month')}`,
    ],
    contains: ({ value }, not) => [not ? 'does not include' : 'includes', value],
    'contains-any': ({ or }, not) => [not ? 'does not include' : 'includes', or],
    'contains-all': ({ and }, not) => [not ? 'does not include' : 'includes', and],
    known: (_, not) => [to(not), strong('known')],
  },
  birthday: {
    'anniversary-within-days': ({ days }, not) => [
      to(not),
      days === 1 ? strong('today') : `within the next ${count(days)}`,
    ],
    'anniversary-around-days': ({ days }, not) => [to(not), `at most ${count(days)} away`],
    'anniversary-this-month': (_, not) => [to(not), strong('this month')],
  },
  own: {
    'purchase.codes': stated('code', 'shown'),
    'member.tier': { known: (_, not) => [strong(not ? 'no tier' : 'a tier'), ['is', 'reached']] },
    'member.consents': stated('consent', 'given'),
    'member.tags': stated('tag', 'set'),
    'member.badges': stated('badge', 'earned'),
    'member.segments': {
      contains: ({ value }, not) => ['the member', [to(not), `in the segment ${value}`]],
      'contains-any': ({ or }, not) => [
        'the member',
        ['is', `in ${not ? 'none' : 'one'} of the segments ${or}`],
      ],
      'contains-all': ({ and }, not) => ['the member', [to(not), `in all of the segments ${and}`]],
    },
    'member.interests': {
      contains: ({ value }, not) => ['the member', [to(not), `interested in ${value}`]],
      'contains-any': ({ or }, not) => [
        'the member',
        ['is', `interested in ${not ? 'none' : 'one'} of ${or}`],
      ],
      'contains-all': ({ and }, not) => ['the member', [to(not), `interested in all of ${and}`]],
    },
  },
  flag: (predicate, not) => [to(not), strong(predicate)],
  hours: {
    between: (from, until, not) => [to(not), `between ${from} and ${until}`],
    outside: (from, until) => ['is', `before ${until} or after ${from} the same day`],
  },
  it: ([verb, rest]) => `it ${verb} ${rest}`,
  businessDay: ([verb, rest]) => `the business day ${verb} ${rest} (it lasts until 5\u00a0am)`,
  main: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  inner: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  clause: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  definite: (subject) => `the ${subject}`,
  whose: (subject, [verb, rest]) => `whose ${subject} ${verb} ${rest}`,
  goods: 'goods',
  goodsOf: {
    'line.category': (values) => `goods of category ${values}`,
    'line.brand': (values) => `goods of the brand ${values}`,
    'line.product-sets': (values) => `goods of the product list ${values}`,
    'line.kind': (values) => `goods of the kind ${values}`,
  },
  goodsOn: {
    'line.product-sets': (values, not) => `that are ${not ? 'not ' : ''}on the product list ${values}`,
  },
  goodsThat: (clauses) => `goods ${clauses}`,
  lines: {
    any: (goods, not) => ['the purchase', ['contains', not ? `no ${goods}` : goods]],
    all: (goods, not) => ['the purchase', ['contains', `${not ? 'not only' : 'only'} ${goods}`]],
    count: (goods) => `number of lines with ${goods}`,
    'sum-quantity': (goods) => `quantity of ${goods}`,
    'sum-amount': (goods) => `amount for ${goods}`,
  },
  purchases: {
    count: 'number of purchases',
    visits: 'number of days with a visit',
    sum: 'sum of the purchases',
    days: (days) => (days === 1 ? ` ${strong('today')}` : ` in the last ${count(days)}`),
    thisMonth: ` in ${strong('this calendar month')}`,
    where: (clauses) => ` where ${clauses}`,
  },
  happened: {
    quoted: (name) => `“${strong(name)}”`,
    then: (first, next, within, not) => [
      first,
      ['is', `${not ? 'never ' : ''}followed by ${next} within ${count(within)}`],
    ],
    without: (first, next, within, not) => [
      first,
      ['is', `${not ? 'always' : 'at least once not'} followed by ${next} within ${count(within)}`],
    ],
  },
  keyed: (subject, key) => `${subject} “${key}”`,
  unknown: (what) => `unknown condition ${what}`,
};
