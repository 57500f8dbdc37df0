import { strong, type About, type Own, type Predicate, type Wording } from './wording.ts';

const ist =
  (words: (value: string) => string) =>
  ({ value }: { value: string }, not: boolean): Predicate => ['ist', negated(words(value), not)];
const negated = (words: string, not: boolean): string => (not ? `nicht ${words}` : words);
const tagen = (days: number): string => strong(`${days} Tagen`);

const vonTagen = (days: number): string => (days === 1 ? strong('eines Tages') : `von ${tagen(days)}`);

const subordinate = ([verb, rest]: Predicate): string =>
  `${rest} ${verb}`.replace(/ zurück liegt$/, ' zurückliegt');

const stated = (
  one: string,
  some: readonly [string, string, string],
  many: string,
  said: Predicate,
): Own => ({
  contains: ({ value }, not) => [`${one} ${value}`, [said[0], negated(said[1], not)]],
  'contains-any': ({ or }, not) => [`${some[not ? 1 : 0]} der ${many} ${or}`, said],
  'contains-all': ({ and }, not) => [`${negated(some[2], not)} der ${many} ${and}`, said],
});
const neuter = ['eines', 'keines', 'jedes'] as const;

/** Articles other than 'die'. */
const articles: Partial<Record<About, string>> = {
  'purchase.total': 'der',
  'purchase.location': 'der',
  'purchase.channel': 'der',
  'event.location': 'der',
  'moment.date': 'der',
  'moment.weekday': 'der',
  'member.spend': 'der',
  'member.points': 'der',
  'member.joined': 'der',
  'member.birthday': 'der',
  'member.age': 'das',
  'member.attribute': 'das',
  'member.number-attribute': 'das',
  'member.category-spend': 'der',
  'member.category-share': 'der',
  'member.channel-share': 'der',
  'member.weekday-share': 'der',
  'sum-amount': 'der',
};
const definite: Partial<Record<About, string>> = {
  'member.first-purchase': 'der erste Einkauf',
  'member.last-purchase': 'der letzte Einkauf',
  'member.category-last-purchase': 'der letzte Einkauf in der Kategorie',
  'member.favourite-channel': 'der häufigste Verkaufsweg',
  'member.favourite-weekday': 'der häufigste Besuchstag',
  'member.usual-gap': 'der übliche Abstand zwischen Besuchen (in Tagen)',
};

export const de: Wording = {
  locale: 'de-DE',
  and: ' und ',
  or: ' oder ',
  predicates: {
    is: ist((value) => value),
    'is-one-of': ({ or }, not) => ['ist', negated(or, not)],
    'at-least': ist((value) => `mindestens ${value}`),
    'at-most': ist((value) => `höchstens ${value}`),
    'more-than': ist((value) => `mehr als ${value}`),
    'less-than': ist((value) => `weniger als ${value}`),
    between: ({ from, to }, not) => ['liegt', negated(`zwischen ${from} und ${to}`, not)],
    on: ({ value }, not) => ['fällt', negated(`auf den ${value}`, not)],
    before: ({ value }, not) => ['liegt', negated(`vor dem ${value}`, not)],
    after: ({ value }, not) => ['liegt', negated(`nach dem ${value}`, not)],
    'in-the-last-days': ({ days }, not) =>
      days === 1
        ? ['ist', negated(strong('heute'), not)]
        : ['liegt', negated(`in den letzten ${tagen(days)}`, not)],
    'not-in-the-last-days': ({ days }, not) => [
      'liegt',
      negated(`mindestens ${strong(days === 1 ? 'einen Tag' : `${days} Tage`)} zurück`, not),
    ],
    'anniversary-within-days': ({ days }, not) => [
      'jährt',
      `sich ${negated(days === 1 ? strong('heute') : `in den nächsten ${tagen(days)}`, not)}`,
    ],
    'anniversary-around-days': ({ days }, not) => [
      'jährt',
      `sich ${negated(`im Umkreis von ${strong(days === 1 ? 'einem Tag' : `${days} Tagen`)}`, not)}`,
    ],
    'anniversary-this-month': (_, not) => ['jährt', `sich ${negated(strong('in diesem Monat'), not)}`],
    contains: ({ value }, not) => ['umfasst', negated(value, not)],
    'contains-any': ({ or }, not) => ['umfasst', negated(or, not)],
    'contains-all': ({ and }, not) => ['umfasst', negated(and, not)],
    known: (_, not) => ['ist', negated(strong('bekannt'), not)],
  },
  birthday: {
    'anniversary-within-days': ({ days }, not) =>
      days === 1
        ? ['ist', negated(strong('heute'), not)]
        : ['liegt', negated(`in den nächsten ${tagen(days)}`, not)],
    'anniversary-around-days': ({ days }, not) => [
      'ist',
      negated(`höchstens ${strong(days === 1 ? 'einen Tag' : `${days} Tage`)} entfernt`, not),
    ],
    'anniversary-this-month': (_, not) => ['ist', negated(strong('in diesem Monat'), not)],
  },
  own: {
    'purchase.codes': stated('der Code', ['einer', 'keiner', 'jeder'], 'Codes', ['wird', 'gezeigt']),
    'member.tier': { known: (_, not) => [strong(not ? 'keine Stufe' : 'eine Stufe'), ['ist', 'erreicht']] },
    'member.consents': stated('die Einwilligung', ['eine', 'keine', 'jede'], 'Einwilligungen', [
      'ist',
      'erteilt',
    ]),
    'member.tags': stated('das Schlagwort', neuter, 'Schlagwörter', ['ist', 'vergeben']),
    'member.badges': stated('das Abzeichen', neuter, 'Abzeichen', ['ist', 'verliehen']),
    'member.segments': {
      contains: ({ value }, not) => ['das Mitglied', ['ist', negated(`im Segment ${value}`, not)]],
      'contains-any': ({ or }, not) => [
        'das Mitglied',
        ['ist', `in ${not ? 'keinem' : 'einem'} der Segmente ${or}`],
      ],
      'contains-all': ({ and }, not) => ['das Mitglied', ['ist', negated(`in allen Segmenten ${and}`, not)]],
    },
    'member.interests': {
      contains: ({ value }, not) => ['das Mitglied', ['ist', negated(`an ${value} interessiert`, not)]],
      'contains-any': ({ or }, not) => [
        'das Mitglied',
        ['ist', `an ${not ? 'keinem' : 'einem'} der Themen ${or} interessiert`],
      ],
      'contains-all': ({ and }, not) => [
        'das Mitglied',
        ['ist', negated(`an allen Themen ${and} interessiert`, not)],
      ],
    },
  },
  flag: (predicate, not) => ['ist', negated(strong(predicate), not)],
  hours: {
    between: (from, to, not) => ['liegt', negated(`zwischen ${from} und ${to}\u00a0Uhr`, not)],
    outside: (from, to) => ['liegt', `am selben Tag vor ${to} oder nach ${from}\u00a0Uhr`],
  },
  it: ([, rest]) => `es ${rest} ist`,
  businessDay: ([verb, rest]) => `der Geschäftstag ${rest} ${verb} (er dauert bis 5\u00a0Uhr früh)`,
  main: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  inner: (subject, predicate) => `${subject} ${subordinate(predicate)}`,
  clause: (subject, predicate) => `${subject} ${subordinate(predicate)}`,
  definite: (subject, about) => definite[about] ?? `${articles[about] ?? 'die'} ${subject}`,
  whose: (subject, predicate) => `deren ${subject} ${subordinate(predicate)}`,
  goods: 'Waren',
  goodsOf: {
    'line.category': (values) => `Waren der Kategorie ${values}`,
    'line.brand': (values) => `Waren der Marke ${values}`,
    'line.product-sets': (values) => `Waren der Produktliste ${values}`,
    'line.kind': (values) => `Waren der Art ${values}`,
  },
  goodsOn: {
    'line.product-sets': (values, not) => `die ${negated(`auf der Produktliste ${values}`, not)} stehen`,
  },
  goodsThat: (clauses, closed) => `Waren, ${clauses}${closed}`,
  lines: {
    any: (goods, not) => ['der Einkauf', ['enthält', not ? `keine ${goods}` : goods]],
    all: (goods, not) => ['der Einkauf', ['enthält', `${not ? 'nicht nur' : 'nur'} ${goods}`]],
    count: (goods) => `Zahl der Zeilen mit ${goods}`,
    'sum-quantity': (goods) => `Menge an ${goods}`,
    'sum-amount': (goods) => `Betrag für ${goods}`,
  },
  purchases: {
    count: 'Zahl der Einkäufe',
    visits: 'Zahl der Besuchstage',
    sum: 'Summe der Einkäufe',
    days: (days) => (days === 1 ? ` ${strong('heute')}` : ` in den letzten ${tagen(days)}`),
    thisMonth: ` in ${strong('diesem Kalendermonat')}`,
    where: (clauses, closed) => `, bei denen ${clauses}${closed}`,
  },
  happened: {
    quoted: (name) => `„${strong(name)}“`,
    then: (first, next, within, not) => [
      `auf ${first}`,
      ['folgt', `${not ? 'nie ' : ''}innerhalb ${vonTagen(within)} ${next}`],
    ],
    without: (first, next, within, not) => [
      `auf ${first}`,
      [
        'folgt',
        not
          ? `immer innerhalb ${vonTagen(within)} ${next}`
          : `mindestens einmal innerhalb ${vonTagen(within)} kein ${next}`,
      ],
    ],
  },
  keyed: (subject, key) => `${subject} „${key}“`,
  unknown: (what) => `unbekannte Bedingung ${what}`,
};
