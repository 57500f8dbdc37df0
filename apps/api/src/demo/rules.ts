import type { RuleContent } from '@regulars/contracts';

type Condition = NonNullable<RuleContent['when']>;

const open: Omit<RuleContent, 'name' | 'effect'> = {
  when: null,
  validFrom: null,
  validUntil: null,
  locations: [],
  caps: [],
  countsTowardsStatus: false,
  expiresAfter: null,
  stacking: null,
  budget: null,
};

const of = (...categories: string[]): Condition => ({
  fact: 'line.category',
  op: 'is-one-of',
  value: categories,
});
const buys = (...categories: string[]): Condition => ({ lines: 'any', where: of(...categories) });

/** What Morgenrot sells itself. Other goods earn by the first rule only: outside clients rely on it. */
const own = ['coffee', 'drinks', 'bakery', 'books', 'stationery', 'equipment', 'events'];

/** The coffees of one origin: article numbers of the product set that a rule names. */
export const singleOrigins = {
  name: { de: 'Kaffees einer Herkunft', en: 'Single origin coffees', cs: 'Kávy jednoho původu' },
  skus: ['KAF-ETH-250', 'KAF-KOL-250', 'KAF-GUA-250'],
};

/** What things for the desk give besides: rates of the table that a rule names. */
export const forTheDesk = {
  name: { de: 'Für den Schreibtisch', en: 'For the desk', cs: 'Na psací stůl' },
  currency: 'EUR',
  rates: ['sku,points', 'BUC-NOT,0.5', 'PAP-KAR,1.5', 'PAP-STI,0.5', 'PAP-KAL,0.25'],
};

/**
 * Each kind of rule and each template of the console. A test counts what they give.
 * @param named ids of the product set `singleOrigins`, the rate table `forTheDesk` and the second tier
 */
export const earningRules = (named: {
  readonly set: string;
  readonly table: string;
  readonly tier: string;
}): readonly RuleContent[] => [
  {
    ...open,
    name: {
      de: 'Eine Herkunft, 5 Punkte mehr',
      en: 'One origin, 5 more points',
      cs: 'Jeden původ, o 5 bodů víc',
    },
    effect: {
      kind: 'points-per-unit',
      points: 5,
      per: 1,
      unit: 'piece',
      where: { fact: 'line.product-sets', op: 'contains', value: named.set },
    },
  },
  {
    ...open,
    name: { de: '1 Punkt je Euro', en: '1 point per euro', cs: '1 bod za euro' },
    effect: {
      kind: 'points-per-money',
      rates: [
        { currency: 'EUR', points: 1, per: 100 },
        { currency: 'CZK', points: 1, per: 2500 },
      ],
    },
    countsTowardsStatus: true,
  },
  {
    ...open,
    name: {
      de: 'Doppelte Punkte auf Bohnen',
      en: 'Double points on beans',
      cs: 'Dvojnásobek bodů za kávu',
    },
    effect: { kind: 'multiplier', times: 2, where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    caps: [{ per: 'day', points: 200 }],
  },
  {
    ...open,
    name: { de: 'Bücherfreunde', en: 'Friends of books', cs: 'Přátelé knih' },
    effect: { kind: 'multiplier', times: 1.5, where: of('books', 'stationery') },
  },
  {
    ...open,
    name: { de: 'Ein Punkt je Gebäck', en: 'A point per pastry', cs: 'Bod za každé pečivo' },
    effect: { kind: 'points-per-unit', points: 1, per: 1, unit: 'piece', where: of('bakery') },
  },
  {
    ...open,
    name: { de: 'Gut ausgestattet', en: 'Well equipped', cs: 'Dobře vybaveni' },
    effect: {
      kind: 'amount-bands',
      mode: 'each-band',
      currencies: [
        {
          currency: 'EUR',
          bands: [
            { from: 0, points: 1, per: 500 },
            { from: 4000, points: 1, per: 200 },
          ],
        },
        {
          currency: 'CZK',
          bands: [
            { from: 0, points: 1, per: 12500 },
            { from: 100000, points: 1, per: 5000 },
          ],
        },
      ],
      where: of('equipment'),
    },
  },
  {
    ...open,
    name: { de: 'Schreibwaren', en: 'Stationery', cs: 'Papírnictví' },
    effect: { kind: 'rate-table', table: named.table },
  },
  {
    ...open,
    name: { de: 'Großer Einkauf', en: 'Large basket', cs: 'Velký nákup' },
    effect: {
      kind: 'fixed-points',
      points: 10,
      minimums: [
        { currency: 'EUR', amount: 4000 },
        { currency: 'CZK', amount: 100_000 },
      ],
    },
    when: buys(...own),
  },
  {
    ...open,
    name: { de: 'Donnerstagnachmittag', en: 'Thursday afternoons', cs: 'Čtvrteční odpoledne' },
    effect: { kind: 'multiplier', times: 2, where: of('drinks', 'bakery') },
    when: {
      all: [
        { fact: 'moment.weekday', op: 'is-one-of', value: ['thursday'] },
        { fact: 'moment.time', op: 'between', value: { from: '15:00', to: '19:00' } },
      ],
    },
  },
  {
    ...open,
    name: { de: 'Willkommen', en: 'Welcome', cs: 'Vítejte' },
    effect: { kind: 'fixed-points', points: 20, minimums: [] },
    when: { all: [{ fact: 'member.purchases', op: 'is', value: 0 }, buys(...own)] },
  },
  {
    ...open,
    name: { de: 'Der zehnte Besuch', en: 'The tenth visit', cs: 'Desátá návštěva' },
    effect: { kind: 'fixed-points', points: 25, minimums: [] },
    when: {
      all: [
        { fact: 'member.visits', op: 'is', value: 9 },
        { not: { fact: 'member.last-purchase', op: 'in-the-last-days', value: 1 } },
        buys(...own),
      ],
    },
  },
  {
    ...open,
    name: { de: 'Bücher ab Röstung', en: 'Books for Roast and above', cs: 'Knihy od úrovně Pražení' },
    effect: { kind: 'fixed-points', points: 5, minimums: [] },
    when: { all: [{ fact: 'member.tier', op: 'at-least', value: named.tier }, buys('books')] },
  },
  {
    ...open,
    name: { de: 'Auf einen Abend bei uns', en: 'An evening with us', cs: 'Večer u nás' },
    effect: { kind: 'fixed-points', points: 15, minimums: [] },
    when: buys('events'),
  },
  {
    ...open,
    name: { de: 'Geburtstagswochen', en: 'Birthday weeks', cs: 'Narozeninové týdny' },
    effect: { kind: 'multiplier', times: 2, where: of(...own) },
    when: { fact: 'member.birthday', op: 'anniversary-around-days', value: 7 },
  },
  {
    ...open,
    name: { de: 'Alles Gute!', en: 'Happy birthday!', cs: 'Všechno nejlepší!' },
    effect: { kind: 'birthday', points: 50 },
  },
  {
    ...open,
    name: { de: 'Schön, dass du dabei bist', en: 'Thank you for staying', cs: 'Díky, že jste s námi' },
    effect: { kind: 'anniversary', points: 25 },
  },
  {
    ...open,
    name: { de: 'Neu bei uns', en: 'New here', cs: 'Noví u nás' },
    effect: { kind: 'profile-completed', points: 30, fields: ['birthday', 'phone'], attributes: [] },
    when: { fact: 'member.joined', op: 'in-the-last-days', value: 90 },
  },
  {
    ...open,
    name: { de: 'Zu zweit schmeckt es besser', en: 'Better together', cs: 'Ve dvou chutná lépe' },
    effect: {
      kind: 'referral',
      points: 100,
      friendPoints: 50,
      minimumSpend: 1000,
      waitDays: 14,
      mostPerYear: 10,
    },
  },
];
