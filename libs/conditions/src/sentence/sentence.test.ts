import { describe, expect, test } from 'vitest';
import {
  factNames,
  facts,
  languages,
  operatorsOf,
  plainText,
  toClauses,
  toSentence,
  type Condition,
  type Context,
  type Language,
} from '../index.ts';

const say = (condition: unknown, context: Context, language: Language = 'en'): string =>
  plainText(
    toSentence(condition as Condition, context, language, (source, id) =>
      source === 'location' ? `Café ${id}` : undefined,
    ),
  ).replaceAll('\u00a0', ' ');

const books = { fact: 'line.category', op: 'is', value: 'Books' } as const;
const two = { fact: 'line.brand', op: 'is-one-of', value: ['A', 'B'] } as const;
const euros = (amount: number) => ({ amount, currency: 'EUR' });

describe('a sentence about lines', () => {
  const nested: Condition = {
    all: [
      { fact: 'line.category', op: 'is-one-of', value: ['Books', 'Music'] },
      {
        any: [
          { fact: 'line.brand', op: 'is', value: 'Dawn' },
          { not: { fact: 'line.sku', op: 'is', value: 'B-1' } },
        ],
      },
    ],
  };
  const dear: Condition = {
    any: [
      { fact: 'line.amount', op: 'between', value: { from: 500, to: 1999, currency: 'EUR' } },
      { fact: 'line.quantity', op: 'at-least', value: 1.5 },
      { fact: 'line.discounted', op: 'is', value: false },
      { fact: 'line.kind', op: 'is', value: 'deposit' },
    ],
  };

  test.each<[Language, Condition, string]>([
    ['en', books, 'goods of category Books'],
    ['de', books, 'Waren der Kategorie Books'],
    ['cs', books, 'zboží kategorie Books'],
    ['en', two, 'goods of the brand A or B'],
    ['de', two, 'Waren der Marke A oder B'],
    ['cs', { not: two }, 'zboží, jehož značka není A nebo B'],
    [
      'en',
      nested,
      'goods whose category is Books or Music and (whose brand is Dawn or whose article number is not B-1)',
    ],
    [
      'de',
      nested,
      'Waren, deren Kategorie Books oder Music ist und (deren Marke Dawn ist oder deren Artikelnummer nicht B-1 ist)',
    ],
    [
      'en',
      dear,
      'goods whose amount is between €5.00 and €19.99 or whose quantity is at least 1.5 or whose price is not reduced or whose kind is Deposit',
    ],
    [
      'de',
      { not: dear },
      'Waren, deren Betrag nicht zwischen 5,00 € und 19,99 € liegt und deren Menge weniger als 1,5 ist und deren Preis reduziert ist und deren Art nicht Pfand ist',
    ],
    ['cs', { fact: 'line.brand', op: 'known' }, 'zboží, jehož značka je k dispozici'],
  ])('reads well in %s %#', (language, condition, sentence) => {
    expect(say(condition, 'line', language)).toBe(sentence);
  });

  test('rewrites a negated group as its opposite', () => {
    expect(say({ not: { any: [books, two] } }, 'line')).toBe(
      'goods whose category is not Books and whose brand is not A or B',
    );
  });
});

describe('a sentence about purchases and members', () => {
  const cart: Condition = {
    all: [
      { fact: 'purchase.total', op: 'at-least', value: euros(5000) },
      { fact: 'purchase.location', op: 'is', value: '7' },
      { fact: 'moment.time', op: 'between', value: { from: '17:00', to: '20:00' } },
      { lines: 'any', where: { not: books } },
      { lines: 'sum-quantity', where: books, op: 'more-than', value: 2 },
    ],
  };
  const often: Condition = {
    purchases: 'count',
    days: 30,
    where: {
      all: [
        { fact: 'purchase.payments', op: 'contains', value: 'card' },
        { lines: 'all', where: two },
      ],
    },
    op: 'at-least',
    value: 2,
  };
  const gone: Condition = {
    any: [
      { fact: 'member.last-purchase', op: 'not-in-the-last-days', value: 90 },
      { not: { fact: 'member.birthday', op: 'anniversary-within-days', value: 7 } },
      { fact: 'member.joined', op: 'before', value: '2025-05-03' },
      { fact: 'member.attribute', key: 'size', op: 'is', value: 'L' },
      { not: { fact: 'member.tier', op: 'known' } },
    ],
  };

  test.each<[Language, Context, Condition, string]>([
    [
      'en',
      'sale',
      cart,
      'total is at least €50.00 and location is Café 7 and time of day is between 17:00 and 20:00 and the purchase contains goods whose category is not Books and quantity of goods of category Books is more than 2',
    ],
    [
      'de',
      'sale',
      cart,
      'Gesamtbetrag ist mindestens 50,00 € und Standort ist Café 7 und Uhrzeit liegt zwischen 17:00 und 20:00 Uhr und der Einkauf enthält Waren, deren Kategorie nicht Books ist, und Menge an Waren der Kategorie Books ist mehr als 2',
    ],
    [
      'de',
      'member',
      often,
      'Zahl der Einkäufe in den letzten 30 Tagen, bei denen die Zahlung Karte umfasst und der Einkauf nur Waren der Marke A oder B enthält, ist mindestens 2',
    ],
    [
      'cs',
      'member',
      often,
      'počet nákupů za posledních 30 dní, u nichž způsob platby je mimo jiné karta a nákup obsahuje jen zboží značky A nebo B, je alespoň 2',
    ],
    [
      'en',
      'member',
      { not: often },
      'number of purchases in the last 30 days where the payment includes card and the purchase contains only goods of the brand A or B is less than 2',
    ],
    [
      'de',
      'member',
      gone,
      'letzter Einkauf liegt mindestens 90 Tage zurück oder Geburtstag liegt nicht in den nächsten 7 Tagen oder Beitritt liegt vor dem 03.05.2025 oder Merkmal „size“ ist L oder keine Stufe ist erreicht',
    ],
    [
      'cs',
      'member',
      gone,
      'poslední nákup je nejméně před 90 dny nebo narozeniny nejsou v příštích 7 dnech nebo vstup do klubu je před 3. 5. 2025 nebo vlastnost „size“ je L nebo žádná úroveň není dosažena',
    ],
    [
      'cs',
      'sale',
      { lines: 'count', where: { not: books }, op: 'is', value: 1 },
      'počet řádků, na nichž je zboží, jehož kategorie není Books, je 1',
    ],
    [
      'de',
      'member',
      { purchases: 'sum', days: null, op: 'less-than', value: euros(1) },
      'Summe der Einkäufe ist weniger als 0,01 €',
    ],
  ])('reads well in %s %#', (language, context, condition, sentence) => {
    expect(say(condition, context, language)).toBe(sentence);
  });
});

test('chosen values are highlighted', () => {
  expect(toSentence(books, 'line', 'en')).toEqual([
    { text: 'goods of category ', strong: false },
    { text: 'Books', strong: true },
  ]);
});

test('a condition that this version does not know is named, not guessed', () => {
  const later = {
    all: [books, { fact: 'line.colour', op: 'is', value: 'red' }, { ...books, op: 'like', value: 'B%' }],
  };
  expect(say(later, 'line')).toBe(
    'goods whose category is Books and unknown condition line.colour is red and unknown condition line.category like B%',
  );
  let deep: unknown = books;
  for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
  for (const input of [null, 7, [], {}, { all: 3 }, { lines: 'most' }, { purchases: 'count' }, deep])
    expect(say(input, 'member', 'de')).toContain('unbekannte Bedingung');
});

test('every fact has a sentence with every operator in every language', () => {
  const values = {
    one: {
      text: 'x',
      choice: 'x',
      step: 'x',
      set: 'x',
      number: 1,
      money: euros(1),
      date: '2026-01-01',
      time: '10:00',
      flag: true,
    },
    range: {
      number: { from: 1, to: 2 },
      money: { from: 1, to: 2, currency: 'EUR' },
      time: { from: '10:00', to: '11:00' },
    },
  };
  for (const fact of factNames) {
    const {
      type,
      ...more
    }: { type: keyof typeof values.one; choices?: object; parameter?: object; keys?: object } = facts[fact];
    const choice = more.choices ? Object.keys(more.choices)[0] : undefined;
    for (const op of operatorsOf(facts[fact])) {
      const value = {
        one: choice ?? values.one[type],
        many: [choice ?? 'x'],
        range: values.range[type as keyof typeof values.range],
        days: 3,
        nothing: undefined,
      }[takesOf(op)];
      const condition = {
        fact,
        op,
        ...(value === undefined ? {} : { value }),
        ...(more.parameter ? { key: more.keys ? Object.keys(more.keys)[0] : 'k' } : {}),
      };
      const scope = facts[fact].scope;
      const context = scope === 'answer' ? 'answers' : scope === 'line' || scope === 'event' ? scope : 'sale';
      for (const language of languages) {
        const sentence = say(condition, context, language);
        expect(sentence, sentence).not.toMatch(
          /unknown|unbekannte Bedingung|neznámá|undefined|\s\s|[\u0002-\u0004]/,
        );
      }
    }
  }
});

function takesOf(op: string): 'one' | 'many' | 'range' | 'days' | 'nothing' {
  if (op === 'known' || op === 'anniversary-this-month') return 'nothing';
  if (op === 'between') return 'range';
  if (op.endsWith('-days')) return 'days';
  return ['is-one-of', 'contains-any', 'contains-all'].includes(op) ? 'many' : 'one';
}

describe('clauses of a longer sentence', () => {
  const happy: Condition = {
    all: [
      { fact: 'moment.weekday', op: 'is', value: 'thursday' },
      { not: { fact: 'member.last-purchase', op: 'in-the-last-days', value: 7 } },
      { purchases: 'count', days: 30, op: 'at-least', value: 3 },
      { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } },
      { fact: 'member.birthday', op: 'anniversary-around-days', value: 3 },
    ],
  };
  test.each([
    [
      'en',
      'it is Thursday and the last purchase is not in the last 7 days and the number of purchases in the last 30 days is at least 3 and the purchase contains goods of category coffee and the birthday is at most 3 days away',
    ],
    [
      'de',
      'es Donnerstag ist und der letzte Einkauf nicht in den letzten 7 Tagen liegt und die Zahl der Einkäufe in den letzten 30 Tagen mindestens 3 ist und der Einkauf Waren der Kategorie coffee enthält und der Geburtstag höchstens 3 Tage entfernt ist',
    ],
    [
      'cs',
      'je čtvrtek a poslední nákup není v posledních 7 dnech a počet nákupů za posledních 30 dní je alespoň 3 a nákup obsahuje zboží kategorie coffee a narozeniny jsou nejvýše 3 dny předtím nebo potom',
    ],
  ] as const)('read well in %s', (language, sentence) => {
    expect(plainText(toClauses(happy, language))).toBe(sentence);
  });
});

test.each([
  ['en', 'the number of days with a visit in this calendar month is at least 2 and the code RADIO is shown'],
  ['de', 'die Zahl der Besuchstage in diesem Kalendermonat mindestens 2 ist und der Code RADIO gezeigt wird'],
  ['cs', 'počet dní s\u00a0návštěvou v\u00a0tomto kalendářním měsíci je alespoň 2 a kód RADIO je předložen'],
] as const)('visits and codes read well in %s', (language, sentence) => {
  const visits: Condition = { purchases: 'visits', days: 'this-month', op: 'at-least', value: 2 };
  const code: Condition = { fact: 'purchase.codes', op: 'contains', value: 'RADIO' };
  expect(plainText(toClauses({ all: [visits, code] }, language))).toBe(sentence);
});

describe('a night', () => {
  const between = { from: '22:00', to: '02:00' };
  const night: Condition = { fact: 'moment.time', op: 'between', value: between };
  const onFriday = (fact: 'moment.weekday' | 'moment.business-weekday'): Condition => ({
    all: [{ fact, op: 'is', value: 'friday' }, night],
  });
  test.each<[Language, Condition, string]>([
    ['en', night, 'it is between 22:00 and 02:00'],
    ['de', night, 'es zwischen 22:00 und 02:00 Uhr ist'],
    ['cs', night, 'je mezi 22:00 a 02:00'],
    ['en', { not: night }, 'it is between 02:00 and 22:00'],
    ['de', { not: night }, 'es zwischen 02:00 und 22:00 Uhr ist'],
    ['cs', { not: night }, 'je mezi 02:00 a 22:00'],
    ['en', onFriday('moment.weekday'), 'it is Friday and it is before 02:00 or after 22:00 the same day'],
    [
      'de',
      onFriday('moment.weekday'),
      'es Freitag ist und es am selben Tag vor 02:00 oder nach 22:00 Uhr ist',
    ],
    ['cs', onFriday('moment.weekday'), 'je pátek a je před 02:00 nebo po 22:00 téhož dne'],
    [
      'en',
      onFriday('moment.business-weekday'),
      'the business day is Friday (it lasts until 5 am) and it is between 22:00 and 02:00',
    ],
    [
      'de',
      onFriday('moment.business-weekday'),
      'der Geschäftstag Freitag ist (er dauert bis 5 Uhr früh) und es zwischen 22:00 und 02:00 Uhr ist',
    ],
    [
      'cs',
      onFriday('moment.business-weekday'),
      'obchodní den je pátek (trvá do 5 hodin ráno) a je mezi 22:00 a 02:00',
    ],
  ])('says in %s which hours count %#', (language, condition, sentence) => {
    expect(plainText(toClauses(condition, language)).replaceAll('\u00a0', ' ')).toBe(sentence);
  });

  test('is that of one day also where days and hours are in groups', () => {
    const days: Condition = {
      any: [
        { fact: 'moment.weekday', op: 'is', value: 'friday' },
        { fact: 'moment.date', op: 'on', value: '2026-12-31' },
      ],
    };
    const grouped: Condition = { all: [days, { any: [night, books] }] };
    expect(plainText(toClauses(grouped, 'en'))).toContain('before 02:00 or after 22:00 the same day');
  });
});

describe('what happened', () => {
  const often: Condition = {
    happened: 'coupon.redeemed',
    of: ['A', 'B'],
    days: 60,
    op: 'at-least',
    value: 2,
  };
  const pair = { happened: 'coupon.redeemed', days: 90 } as const;
  const then: Condition = { ...pair, then: { happened: 'purchase.recorded' }, within: 7 };
  const without: Condition = { ...pair, without: { happened: 'purchase.recorded' }, within: 1 };
  test.each<[Language, Condition, string]>([
    ['en', often, 'number of coupons redeemed (Spring or B) in the last 60 days is at least 2'],
    ['de', often, 'Zahl der eingelösten Coupons (Spring oder B) in den letzten 60 Tagen ist mindestens 2'],
    ['cs', often, 'počet uplatněných kuponů (Spring nebo B) za posledních 60 dní je alespoň 2'],
    ['en', { not: often }, 'number of coupons redeemed (Spring or B) in the last 60 days is less than 2'],
    ['en', then, '“coupon redeemed” in the last 90 days is followed by “purchase” within 7 days'],
    ['de', then, 'auf „Coupon eingelöst“ in den letzten 90 Tagen folgt innerhalb von 7 Tagen „Einkauf“'],
    ['cs', then, 'po „kupon uplatněn“ za posledních 90 dní následuje do 7 dní „nákup“'],
    [
      'en',
      { not: then },
      '“coupon redeemed” in the last 90 days is never followed by “purchase” within 7 days',
    ],
    [
      'de',
      { not: then },
      'auf „Coupon eingelöst“ in den letzten 90 Tagen folgt nie innerhalb von 7 Tagen „Einkauf“',
    ],
    ['cs', { not: then }, 'po „kupon uplatněn“ za posledních 90 dní nikdy nenásleduje do 7 dní „nákup“'],
    [
      'en',
      without,
      '“coupon redeemed” in the last 90 days is at least once not followed by “purchase” within 1 day',
    ],
    [
      'de',
      without,
      'auf „Coupon eingelöst“ in den letzten 90 Tagen folgt mindestens einmal innerhalb eines Tages kein „Einkauf“',
    ],
    ['cs', without, 'po „kupon uplatněn“ za posledních 90 dní alespoň jednou nenásleduje do 1 dne „nákup“'],
    ['cs', { not: without }, 'po „kupon uplatněn“ za posledních 90 dní vždy následuje do 1 dne „nákup“'],
  ])('reads well in %s %#', (language, condition, sentence) => {
    const nameOf = (source: string, value: string) =>
      source === 'coupon' && value === 'A' ? 'Spring' : undefined;
    expect(plainText(toSentence(condition, 'member', language, nameOf))).toBe(sentence);
  });

  test('follows a word like “if”', () => {
    expect(plainText(toClauses({ all: [often, then] }, 'de'))).toBe(
      'die Zahl der eingelösten Coupons (A oder B) in den letzten 60 Tagen mindestens 2 ist und ' +
        'auf „Coupon eingelöst“ in den letzten 90 Tagen innerhalb von 7 Tagen „Einkauf“ folgt',
    );
  });
});
