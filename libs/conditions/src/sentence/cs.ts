import { strong, type Own, type Predicate, type Wording } from './wording.ts';

const je =
  (words: (value: string) => string) =>
  ({ value }: { value: string }, not: boolean): Predicate => [byt(not), words(value)];
const byt = (not: boolean): string => (not ? 'není' : 'je');
const jsou = (not: boolean): string => (not ? 'nejsou' : 'jsou');
const dnech = (days: number): string => strong(`${days} dnech`);
const mimoJine = (values: string, not: boolean): Predicate =>
  not ? ['není', values] : ['je', `mimo jiné ${values}`];

const stated = (one: string, from: string, said: string): Own => ({
  contains: ({ value }, not) => [`${one} ${value}`, [byt(not), said]],
  'contains-any': ({ or }, not) => [`${not ? 'žádný' : 'některý'} ${from} ${or}`, [byt(not), said]],
  'contains-all': ({ and }, not) => [`${not ? 'ne každý' : 'každý'} ${from} ${and}`, ['je', said]],
});
const dni = (days: number): string => strong(`${days} ${days === 1 ? 'den' : days < 5 ? 'dny' : 'dní'}`);
const dne = (days: number): string => strong(days === 1 ? '1 dne' : `${days} dní`);

export const cs: Wording = {
  locale: 'cs-CZ',
  and: ' a ',
  or: ' nebo ',
  predicates: {
    is: je((value) => value),
    'is-one-of': ({ or }, not) => [byt(not), or],
    'at-least': je((value) => `alespoň ${value}`),
    'at-most': je((value) => `nejvýše ${value}`),
    'more-than': je((value) => `více než ${value}`),
    'less-than': je((value) => `méně než ${value}`),
    between: ({ from, to }, not) => [byt(not), `mezi ${from} a ${to}`],
    on: je((value) => value),
    before: je((value) => `před ${value}`),
    after: je((value) => `po ${value}`),
    'in-the-last-days': ({ days }, not) => [
      byt(not),
      days === 1 ? strong('dnes') : `v posledních ${dnech(days)}`,
    ],
    'not-in-the-last-days': ({ days }, not) => [
      byt(not),
      `nejméně před ${strong(days === 1 ? '1 dnem' : `${days} dny`)}`,
    ],
    'anniversary-within-days': ({ days }, not) => [
      not ? 'nemá' : 'má',
      `výročí ${days === 1 ? strong('dnes') : `v příštích ${dnech(days)}`}`,
    ],
    'anniversary-around-days': ({ days }, not) => [
      not ? 'nemá' : 'má',
      `výročí nejvýše ${dni(days)} předtím nebo potom`,
    ],
    'anniversary-this-month': (_, not) => [not ? 'nemá' : 'má', `výročí ${strong('tento měsíc')}`],
    contains: ({ value }, not) => mimoJine(value, not),
    'contains-any': ({ or }, not) => mimoJine(or, not),
    'contains-all': ({ and }, not) => mimoJine(and, not),
    known: (_, not) => [byt(not), strong('k dispozici')],
  },
  birthday: {},
  own: {
    'purchase.codes': stated('kód', 'z\u00a0kódů', 'předložen'),
    'member.tier': {
      known: (_, not) => [strong(not ? 'žádná úroveň' : 'některá úroveň'), [byt(not), 'dosažena']],
    },
    'member.consents': stated('souhlas', 'ze souhlasů', 'udělen'),
    'member.tags': stated('štítek', 'ze štítků', 'přidělen'),
    'member.badges': stated('odznak', 'z\u00a0odznaků', 'získán'),
    'member.segments': {
      contains: ({ value }, not) => ['člen', [byt(not), `v\u00a0segmentu ${value}`]],
      'contains-any': ({ or }, not) => [
        'člen',
        [byt(not), `v\u00a0${not ? 'žádném' : 'některém'} ze segmentů ${or}`],
      ],
      'contains-all': ({ and }, not) => ['člen', [byt(not), `ve všech segmentech ${and}`]],
    },
    'member.interests': {
      contains: ({ value }, not) => ['člen', [not ? 'nemá' : 'má', `zájem o\u00a0${value}`]],
      'contains-any': ({ or }, not) => [
        'člen',
        [not ? 'nemá' : 'má', `zájem o\u00a0${not ? 'žádné' : 'některé'} z\u00a0témat ${or}`],
      ],
      'contains-all': ({ and }, not) => ['člen', [not ? 'nemá' : 'má', `zájem o\u00a0všechna témata ${and}`]],
    },
    'member.birthday': {
      'anniversary-within-days': ({ days }, not) => [
        'narozeniny',
        [jsou(not), days === 1 ? strong('dnes') : `v\u00a0příštích ${dnech(days)}`],
      ],
      'anniversary-around-days': ({ days }, not) => [
        'narozeniny',
        [jsou(not), `nejvýše ${dni(days)} předtím nebo potom`],
      ],
      'anniversary-this-month': (_, not) => ['narozeniny', [jsou(not), strong('tento měsíc')]],
    },
  },
  flag: (predicate, not) => [byt(not), strong(predicate)],
  hours: {
    between: (from, to, not) => [byt(not), `mezi ${from} a\u00a0${to}`],
    outside: (from, to) => ['je', `před ${to} nebo po ${from} téhož dne`],
  },
  it: ([verb, rest]) => `${verb} ${rest}`,
  businessDay: ([verb, rest]) => `obchodní den ${verb} ${rest} (trvá do 5\u00a0hodin ráno)`,
  main: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  inner: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  clause: (subject, [verb, rest]) => `${subject} ${verb} ${rest}`,
  definite: (subject) => subject,
  whose: (subject, [verb, rest]) => `jehož ${subject} ${verb} ${rest}`,
  goods: 'zboží',
  goodsOf: {
    'line.category': (values) => `zboží kategorie ${values}`,
    'line.brand': (values) => `zboží značky ${values}`,
    'line.product-sets': (values) => `zboží ze seznamu ${values}`,
    'line.kind': (values) => `zboží druhu ${values}`,
  },
  goodsOn: {
    'line.product-sets': (values, not) => `které ${byt(not)} na seznamu ${values}`,
  },
  goodsThat: (clauses, closed) => `zboží, ${clauses}${closed}`,
  lines: {
    any: (goods, not) => ['nákup', [not ? 'neobsahuje' : 'obsahuje', goods]],
    all: (goods, not) => ['nákup', [not ? 'neobsahuje' : 'obsahuje', `jen ${goods}`]],
    count: (goods) => `počet řádků, na nichž je ${goods},`,
    'sum-quantity': (goods) => `množství ${goods}`,
    'sum-amount': (goods) => `částka za ${goods}`,
  },
  purchases: {
    count: 'počet nákupů',
    visits: 'počet dní s\u00a0návštěvou',
    sum: 'součet nákupů',
    days: (days) => (days === 1 ? ` ${strong('dnes')}` : ` za posledních ${strong(`${days} dní`)}`),
    thisMonth: ` v\u00a0${strong('tomto kalendářním měsíci')}`,
    where: (clauses, closed) => `, u nichž ${clauses}${closed}`,
  },
  happened: {
    quoted: (name) => `„${strong(name)}“`,
    then: (first, next, within, not) => [
      `po ${first}`,
      [not ? 'nikdy nenásleduje' : 'následuje', `do ${dne(within)} ${next}`],
    ],
    without: (first, next, within, not) => [
      `po ${first}`,
      [not ? 'vždy následuje' : 'alespoň jednou nenásleduje', `do ${dne(within)} ${next}`],
    ],
  },
  keyed: (subject, key) => `${subject} „${key}“`,
  unknown: (what) => `neznámá podmínka ${what}`,
};
