import { describe, expect, it } from 'vitest';
import { plainSentence, sentenceOf, type RuleSummary } from './sentence.ts';

const everywhere = { from: null, until: null, places: [], caps: [], countsTowardsStatus: true };
const money: RuleSummary = {
  ...everywhere,
  effect: {
    kind: 'points-per-money',
    rates: [
      { currency: 'EUR', points: 1, per: 100 },
      { currency: 'CZK', points: 2, per: 2500 },
    ],
  },
};
const books: RuleSummary = {
  ...everywhere,
  effect: { kind: 'multiplier', times: 2, where: { fact: 'line.category', op: 'is', value: 'Books' } },
};

describe('the sentence of points per money', () => {
  it.each([
    ['en', 'Members get 1 point for every €1.00 and 2 points for every Kč 25.'],
    ['de', 'Mitglieder erhalten 1 Punkt je 1,00 € und 2 Punkte je 25 Kč.'],
    ['cs', 'Členové dostávají 1 bod za 1,00 € a 2 body za 25 Kč.'],
  ] as const)('reads well in %s', (locale, sentence) => {
    expect(plainSentence(money, locale).replaceAll('\u00a0', ' ')).toBe(sentence);
  });
});

describe('the sentence of points without a purchase', () => {
  it.each([
    ['en', 'birthday', 'Members get 100 points for a birthday.'],
    ['de', 'birthday', 'Mitglieder erhalten 100 Punkte zum Geburtstag.'],
    ['cs', 'birthday', 'Členové dostávají 100 bodů k narozeninám.'],
    ['en', 'anniversary', 'Members get 100 points for each year in the club.'],
    ['de', 'anniversary', 'Mitglieder erhalten 100 Punkte für jedes Jahr im Club.'],
    ['cs', 'anniversary', 'Členové dostávají 100 bodů za každý rok v klubu.'],
  ] as const)('reads well in %s for %s', (locale, kind, sentence) => {
    expect(plainSentence({ ...everywhere, effect: { kind, points: 100 } }, locale)).toBe(sentence);
  });

  it.each([
    ['en', 'Members get 100 points once for these details in the profile: Birthday, Phone, and shoe_size.'],
    [
      'de',
      'Mitglieder erhalten 100 Punkte einmal für diese Angaben im Profil: Geburtstag, Telefon und shoe_size.',
    ],
    ['cs', 'Členové dostávají 100 bodů jednou za tyto údaje v profilu: Datum narození, Telefon a shoe_size.'],
  ] as const)('names what a profile must hold in %s', (locale, sentence) => {
    const effect: RuleSummary['effect'] = {
      kind: 'profile-completed',
      points: 100,
      fields: ['birthday', 'phone'],
      attributes: ['shoe_size'],
    };
    expect(plainSentence({ ...everywhere, effect }, locale)).toBe(sentence);
  });
});

describe('the sentence of a multiplier', () => {
  it.each([
    ['en', 'Members get double points on goods of category Books.'],
    ['de', 'Mitglieder erhalten doppelte Punkte auf Waren der Kategorie Books.'],
    ['cs', 'Členové dostávají dvojnásobek bodů za zboží kategorie Books.'],
  ] as const)('reads well in %s', (locale, sentence) => {
    expect(plainSentence(books, locale)).toBe(sentence);
  });

  it('nests rows of "all" and "any", and negates them', () => {
    const nested: RuleSummary = {
      ...everywhere,
      effect: {
        kind: 'multiplier',
        times: 1.5,
        where: {
          all: [
            { fact: 'line.category', op: 'is-one-of', value: ['Books', 'Music'] },
            {
              any: [
                { fact: 'line.brand', op: 'is', value: 'Dawn' },
                { not: { fact: 'line.sku', op: 'is', value: 'B-1' } },
              ],
            },
          ],
        },
      },
    };
    expect(plainSentence(nested, 'en')).toBe(
      'Members get 1.5 times the points on goods whose category is Books or Music and (whose brand is Dawn or whose article number is not B-1).',
    );
    expect(plainSentence(nested, 'de')).toContain(
      'deren Kategorie Books oder Music ist und (deren Marke Dawn ist oder deren Artikelnummer nicht B-1 ist)',
    );
  });

  it('rewrites a negated group as its opposite', () => {
    const negated: RuleSummary = {
      ...books,
      effect: {
        kind: 'multiplier',
        times: 3,
        where: {
          not: {
            any: [
              { fact: 'line.brand', op: 'is', value: 'A' },
              { fact: 'line.brand', op: 'is', value: 'B' },
            ],
          },
        },
      },
    };
    expect(plainSentence(negated, 'en')).toBe(
      'Members get triple points on goods whose brand is not A and whose brand is not B.',
    );
  });
});

describe('the condition of a rule', () => {
  const thursdays: RuleSummary = {
    ...books,
    when: {
      all: [
        { fact: 'moment.weekday', op: 'is', value: 'thursday' },
        { fact: 'purchase.location', op: 'is', value: 'id-of-vienna' },
      ],
    },
    nameOf: (source) => (source === 'location' ? 'Wien 1' : undefined),
  };
  it.each([
    ['en', 'on goods of category Books, if it is Thursday and the location is Wien 1.'],
    ['de', 'auf Waren der Kategorie Books, wenn es Donnerstag ist und der Standort Wien 1 ist.'],
    ['cs', 'za zboží kategorie Books, pokud je čtvrtek a pobočka je Wien 1.'],
  ] as const)('reads well in %s', (locale, end) => {
    expect(plainSentence(thursdays, locale)).toMatch(new RegExp(`${end.replaceAll('.', '\\.')}$`));
  });
});

describe('the sentence of points for events', () => {
  const cups: RuleSummary = {
    ...everywhere,
    effect: { kind: 'custom-event', type: 'recycled-cup', points: 5, perField: null },
  };
  it('names the type of the events, and shows the code of one without a name', () => {
    const eventName = (code: string) => (code === 'recycled-cup' ? 'Cup returned' : undefined);
    expect(plainSentence({ ...cups, eventName }, 'en')).toContain('Cup returned');
    expect(plainSentence(cups, 'en')).toContain('recycled-cup');
  });

  it('names what multiplies the points by its label, else as the call does', () => {
    const run = { ...cups, effect: { ...cups.effect, perField: 'km_total' } } as const;
    const eventField = (_: string, field: string) => (field === 'km_total' ? 'Kilometres' : undefined);
    expect(plainSentence({ ...run, eventField }, 'en')).toContain('times Kilometres');
    expect(plainSentence(run, 'en')).toContain('times km_total');
  });
});

describe('the limits of a rule', () => {
  it('follow the sentence: locations, caps, dates, and whether it counts for the tier', () => {
    const limited: RuleSummary = {
      ...books,
      places: ['Wien 1', 'Berlin'],
      caps: [
        { per: 'purchase', points: 200 },
        { per: 'month', points: 1000 },
      ],
      from: '1 December',
      until: '31 December',
      countsTowardsStatus: false,
    };
    expect(plainSentence(limited, 'en')).toBe(
      'Members get double points on goods of category Books at Wien 1 or Berlin, at most 200 points per purchase and 1,000 points per member and month, from 1 December until 31 December. They do not count towards the tier.',
    );
  });

  it('highlight exactly the chosen values', () => {
    expect(sentenceOf(books, 'en')).toEqual([
      { text: 'Members get ', strong: false },
      { text: 'double points', strong: true },
      { text: ' on goods of category ', strong: false },
      { text: 'Books', strong: true },
      { text: '.', strong: false },
    ]);
  });
});
