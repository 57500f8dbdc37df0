import {
  factNames,
  facts,
  operatorsOf,
  operatorOf,
  plainText,
  toClauses,
  toSentence,
  type Condition,
  type Fact,
  type FactName,
  type Value,
} from '@regulars/conditions';
import type { Opportunity, RuleEffect } from '@regulars/contracts';
import { expect, it } from 'vitest';
import { sentenceOf as sentenceForMembers } from '../shared/opportunity-words.ts';
import { budgetPeriods } from './budget-names.ts';
import { capPeriods } from './cap-names.ts';
import { plainSentence, type RuleSummary } from './sentence.ts';

// Everything that the editor of rules can say, in the files of `sentences`, so that people who speak a language can
// read it in one go. `npx vitest run --project unit every-sentence -u` writes them.

const coffee = { fact: 'line.category', op: 'is', value: 'Kaffee' } as const;
const notCards = { except: { fact: 'line.kind', op: 'is', value: 'gift-card' } } as const;
const euros = { currency: 'EUR', points: 1, per: 100 } as const;
const bands = [
  { from: 0, points: 1, per: 100 },
  { from: 5000, points: 2, per: 100 },
];

/** Of each kind at least one, so that a new kind does not compile without. */
const effects: { readonly [K in RuleEffect['kind']]: readonly Extract<RuleEffect, { kind: K }>[] } = {
  'points-per-money': [
    { kind: 'points-per-money', rates: [euros, { currency: 'CZK', points: 2, per: 2500 }] },
    { kind: 'points-per-money', rates: [euros], where: coffee },
    { kind: 'points-per-money', rates: [euros], ...notCards },
    { kind: 'points-per-money', rates: [euros], alsoKinds: ['gift-card', 'deposit'] },
  ],
  multiplier: [2, 3, 1.5].map((times) => ({ kind: 'multiplier', times, where: coffee })),
  'fixed-points': [
    { kind: 'fixed-points', points: 50, minimums: [] },
    {
      kind: 'fixed-points',
      points: 1,
      minimums: [
        { currency: 'EUR', amount: 1000 },
        { currency: 'CZK', amount: 25_000 },
      ],
    },
  ],
  'points-per-unit': [
    { kind: 'points-per-unit', points: 5, per: 1, unit: 'piece', where: coffee },
    { kind: 'points-per-unit', points: 1, per: 3, unit: 'piece' },
    { kind: 'points-per-unit', points: 10, per: 2, unit: 'kilo', where: coffee },
    { kind: 'points-per-unit', points: 10, per: 1, unit: 'litre', ...notCards },
  ],
  'amount-bands': (['each-band', 'reached-band'] as const).map((mode) => ({
    kind: 'amount-bands',
    mode,
    currencies: [{ currency: 'EUR', bands }],
  })),
  'rate-table': [
    { kind: 'rate-table', table: 'table' },
    { kind: 'rate-table', table: 'table', where: coffee },
  ],
  'custom-event': [
    { kind: 'custom-event', type: 'cup', points: 5, perField: null },
    { kind: 'custom-event', type: 'cup', points: 5, perField: 'cups' },
  ],
  birthday: [{ kind: 'birthday', points: 100 }],
  anniversary: [{ kind: 'anniversary', points: 100 }],
  'profile-completed': [
    { kind: 'profile-completed', points: 30, fields: ['birthday', 'phone'], attributes: ['shoe_size'] },
  ],
  referral: [
    { kind: 'referral', points: 100, friendPoints: 50, minimumSpend: 2000, waitDays: 14, mostPerYear: 10 },
    { kind: 'referral', points: 100, friendPoints: 0, minimumSpend: 0, waitDays: 0, mostPerYear: null },
    { kind: 'referral', points: 0, friendPoints: 50, minimumSpend: 0, waitDays: 1, mostPerYear: 1 },
  ],
};

/** Members do not hear of what only their friends get. */
const isForMembers = (effect: RuleEffect): boolean => !('friendPoints' in effect) || effect.points > 0;

const names = new Map([
  ['location', 'Wien'],
  ['Tee', 'Tee'],
  ['tier', 'Röstung'],
  ['product-set', 'Herbst'],
  ['tag', 'Stammgast'],
  ['badge', 'Frühaufsteher'],
  ['segment', 'Neue Kunden'],
  ['interest', 'Tee'],
  ['score-group', 'Treue'],
  ['table', 'Schreibwaren'],
  ['cup', 'Becher zurück'],
]);
const told: RuleSummary = {
  effect: { kind: 'fixed-points', points: 50, minimums: [] },
  from: null,
  until: null,
  places: [],
  caps: [],
  countsTowardsStatus: true,
  nameOf: (_, value) => names.get(value),
  tableName: (id) => names.get(id),
  eventName: (code) => names.get(code),
  eventField: () => 'Becher',
  currency: 'EUR',
};
const member: Opportunity = {
  rule: { id: 'r', version: 1, name: 'Rule' },
  effect: { kind: 'fixed-points', points: 50, minimums: [] },
  state: 'later',
  needs: null,
  missing: null,
  profile: [],
  names: Object.fromEntries(names),
  locations: [],
  grouped: false,
  validUntil: null,
  limits: [],
  budgetUsedUp: null,
  usedUpAt: [],
};

const limits: readonly Partial<RuleSummary>[] = [
  { places: ['Wien', 'Berlin'] },
  ...capPeriods.map((per) => ({ caps: [{ per, points: 200 }] })),
  {
    caps: [
      { per: 'day', points: 1 },
      { per: 'month', points: 1000 },
    ],
  },
  ...budgetPeriods.map((per) => ({ budget: { per, points: 50_000 } })),
  { from: '01.12.2026' },
  { until: '31.12.2026' },
  { from: '01.12.2026', until: '31.12.2026' },
  { expiresAfter: { unit: 'days', count: 1 } },
  { expiresAfter: { unit: 'days', count: 30 } },
  { expiresAfter: { unit: 'months', count: 1 } },
  { expiresAfter: { unit: 'months', count: 12 } },
  { stacking: { mode: 'best-of', group: 'Aktionen', priority: 1 } },
  { stacking: { mode: 'exclusive', group: 'Aktionen', priority: 1 } },
  { countsTowardsStatus: false },
];

const values: Readonly<Record<Fact['type'], readonly [one: Value, range: Value | undefined]>> = {
  text: ['Kaffee', undefined],
  choice: ['x', undefined],
  step: ['x', undefined],
  set: ['x', undefined],
  number: [3, { from: 2, to: 5 }],
  money: [
    { amount: 5000, currency: 'EUR' },
    { from: 1000, to: 5000, currency: 'EUR' },
  ],
  date: ['2026-12-31', undefined],
  time: ['10:00', { from: '17:00', to: '20:00' }],
  flag: [true, undefined],
};

function comparisonsOf(name: FactName): Condition[] {
  const fact: Fact = facts[name];
  const choices = Object.keys(fact.choices ?? {});
  const [typed, range] = values[fact.type];
  const one = choices[0] ?? (fact.source ? fact.source : typed);
  const many = [one, choices[1] ?? 'Tee'];
  return operatorsOf(fact).flatMap((op): Condition[] => {
    const key = fact.parameter ? { key: 'size' } : {};
    const asked = { one: [one], many: [many], range: [range], days: [1, 7], nothing: [undefined] };
    return asked[operatorOf(fact, op)?.takes ?? 'nothing'].flatMap((value) => {
      const said = { fact: name, ...key, op, ...(value === undefined ? {} : { value }) } as Condition;
      return [said, { not: said }];
    });
  });
}

const night = { fact: 'moment.time', op: 'between', value: { from: '22:00', to: '02:00' } } as const;
const counted: Condition[] = [
  { lines: 'any', where: coffee },
  { not: { lines: 'any', where: coffee } },
  { lines: 'all', where: coffee },
  { not: { lines: 'all', where: coffee } },
  { lines: 'count', where: coffee, op: 'at-least', value: 2 },
  { lines: 'sum-quantity', where: coffee, op: 'more-than', value: 2 },
  { lines: 'sum-amount', where: coffee, op: 'at-least', value: { amount: 2000, currency: 'EUR' } },
  { purchases: 'count', days: null, op: 'at-least', value: 10 },
  { purchases: 'count', days: 1, op: 'is', value: 0 },
  { purchases: 'visits', days: 30, op: 'at-least', value: 3 },
  { purchases: 'visits', days: 'this-month', op: 'at-most', value: 3 },
  {
    purchases: 'sum',
    days: 30,
    where: {
      all: [
        { fact: 'moment.weekday', op: 'is', value: 'friday' },
        { lines: 'any', where: coffee },
      ],
    },
    op: 'at-least',
    value: { amount: 5000, currency: 'EUR' },
  },
  night,
  { not: night },
  { all: [{ fact: 'moment.weekday', op: 'is', value: 'friday' }, night] },
  { all: [{ fact: 'moment.business-weekday', op: 'is', value: 'friday' }, night] },
  {
    all: [
      { fact: 'member.tier', op: 'at-least', value: 'tier' },
      {
        any: [
          { fact: 'purchase.location', op: 'is', value: 'location' },
          { fact: 'purchase.channel', op: 'is', value: 'app' },
        ],
      },
    ],
  },
];

it.each(['de', 'en', 'cs'] as const)('is in the file of the language %s', async (locale) => {
  const rule = (part: Partial<RuleSummary>): string => plainSentence({ ...told, ...part }, locale);
  const all = Object.values(effects).flat();
  const goods = (condition: Condition): string =>
    plainText(toSentence(condition, 'line', locale, told.nameOf));
  const conditions = factNames.flatMap((fact): string[] =>
    facts[fact].scope === 'line'
      ? comparisonsOf(fact).map(goods)
      : comparisonsOf(fact).map((one) => plainText(toClauses(one, locale, told.nameOf))),
  );
  const parts = {
    'For managers': all.map((effect) => rule({ effect })),
    'For members': all.filter(isForMembers).map((effect) =>
      sentenceForMembers({ ...member, effect }, locale)
        .map(({ text }) => text)
        .join(''),
    ),
    Limits: limits.map(rule),
    'Conditions in a sentence': counted.map((when) => rule({ when })),
    'Every comparison': conditions,
  };
  const text = Object.entries(parts)
    .map(([title, lines]) => `# ${title}\n\n${lines.join('\n')}\n`)
    .join('\n');
  await expect(text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toMatchFileSnapshot(
    `sentences/${locale}.txt`,
  );
});
