import { dayMs } from '@regulars/loyalty';
import type { NewReward } from '../features/rewards/index.ts';

/** Categories. */
const kinds = {
  coffee: { de: 'Kaffee', en: 'Coffee', cs: 'Káva' },
  takeAway: { de: 'Zum Mitnehmen', en: 'To take home', cs: 'S sebou' },
  goodCause: { de: 'Gutes tun', en: 'Doing good', cs: 'Pro dobrou věc' },
  books: { de: 'Bücher', en: 'Books', cs: 'Knihy' },
  experience: { de: 'Erlebnis', en: 'Experience', cs: 'Zážitky' },
};

/** New in the programme: nobody has redeemed them yet. */
export const newRewards = (now: number): NewReward[] => [sample, tasting(now)];

const sample: NewReward = {
  ...reward(
    'Kostprobe Yirgacheffe',
    'Yirgacheffe sample',
    'Vzorek kávy Yirgacheffe',
    30,
    'gift',
    kinds.takeAway,
    '30 g für zwei Tassen, frisch geröstet.',
    '30 g for two cups, freshly roasted.',
    '30 g na dva šálky, čerstvě pražená.',
  ),
  kind: 'sample',
  stockByLocation: [
    { location: 'vienna-1', stock: 80 },
    { location: 'berlin-1', stock: 4 },
    { location: 'prague-1', stock: 0 },
  ],
  lowStock: 5,
  perMember: 1,
};

/** In three weeks, at seven in the evening. */
const tasting = (now: number): NewReward => {
  const startsAt = (Math.floor(now / dayMs) + 21) * dayMs + 18 * 3_600_000;
  return {
    ...reward(
      'Lange Nacht der Röstung',
      'Late night at the roastery',
      'Dlouhá noc v pražírně',
      350,
      'music',
      kinds.experience,
      'Musik, Kuchen und die ersten Bohnen der neuen Ernte.',
      'Music, cake and the first beans of the new harvest.',
      'Hudba, koláče a první zrnka nové sklizně.',
      60,
    ),
    kind: 'ticket',
    event: {
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 4 * 3_600_000).toISOString(),
      place: 'Rösterei Morgenrot, Wien',
    },
    perMember: 2,
  };
};

/** Its codes come from a partner, by file. */
export const spaDay: NewReward = {
  ...reward(
    'Tageskarte Therme Morgental',
    'Day at the Morgental spa',
    'Denní vstup do lázní Morgental',
    400,
    'sparkles',
    kinds.experience,
    'Der Code gilt an jedem Tag der Woche, mit Sauna.',
    'The code is valid on any day of the week, with sauna.',
    'Kód platí kterýkoli den v\u00A0týdnu, včetně sauny.',
  ),
  kind: 'partner-code',
  lowStock: 5,
};
export const spaCodes = Array.from({ length: 40 }, (_, place) => `SPA-${String(7919 * (place + 131))}`);

/** The cheapest first. */
export const rewards: NewReward[] = [
  reward(
    'Croissant',
    'Croissant',
    'Croissant',
    60,
    'croissant',
    kinds.coffee,
    'Frisch aus dem Ofen, solange der Vorrat reicht.',
    'Fresh from the oven, while it lasts.',
    'Čerstvý z pece, do vyprodání.',
  ),
  reward(
    'Cappuccino nach Wahl',
    'Cappuccino of your choice',
    'Cappuccino podle výběru',
    120,
    'cup',
    kinds.coffee,
    'Groß oder klein, mit Hafer oder Kuh.',
    'Large or small, oat or cow.',
    'Velké i malé, ovesné i kravské.',
  ),
  reward(
    'Stoffbeutel Morgenrot',
    'Morgenrot tote bag',
    'Plátěná taška Morgenrot',
    250,
    'bag',
    kinds.takeAway,
    'Bio-Baumwolle, trägt zehn Bücher.',
    'Organic cotton, carries ten books.',
    'Biobavlna, unese deset knih.',
  ),
  reward(
    '50 Bücher für Schulen',
    '50 books for schools',
    '50 knih pro školy',
    300,
    'heart',
    kinds.goodCause,
    'Wir legen denselben Betrag dazu.',
    'We match every donation.',
    'Přidáme stejnou částku.',
  ),
  reward(
    'Röstung deiner Wahl',
    'Beans of your choice',
    'Káva podle výběru',
    450,
    'leaf',
    kinds.coffee,
    '250 g, gemahlen oder ganz.',
    '250 g, ground or whole.',
    '250 g, mletá i zrnková.',
  ),
  {
    ...discount(
      '5 € auf deinen Einkauf',
      '€5 off your purchase',
      'Sleva na\u00A0váš nákup',
      500,
      'ticket',
      kinds.takeAway,
      'Zeig den Gutschein an der Kasse, der Preis sinkt von selbst.',
      'Show the voucher at the till, and the price drops by itself.',
      'Ukažte poukaz u\u00A0pokladny, cena se sníží sama.',
    ),
    effect: {
      kind: 'amount',
      amounts: [
        { amount: 500, currency: 'EUR' },
        { amount: 12_500, currency: 'CZK' },
      ],
    },
  },
  discount(
    'Taschenbuch bis 12 €',
    'Paperback up to €12',
    'Kniha do 300 Kč',
    600,
    'book',
    kinds.books,
    'Aus dem ganzen Regal.',
    'From the whole shelf.',
    'Z celé police.',
  ),
  {
    ...reward(
      'Espresso-Tasting für zwei',
      'Espresso tasting for two',
      'Ochutnávka espressa pro dva',
      900,
      'sparkles',
      kinds.experience,
      'Fünf Bohnen, eine Stunde, in der Rösterei.',
      'Five beans, one hour, at the roastery.',
      'Pět druhů, jedna hodina, v pražírně.',
      40,
    ),
    toPay: [
      { amount: 900, currency: 'EUR' },
      { amount: 22_500, currency: 'CZK' },
    ],
  },
  reward(
    'Lesung, erste Reihe',
    'Reading, front row',
    'Autorské čtení, první řada',
    1200,
    'ticket',
    kinds.experience,
    'Zwei Plätze und ein Glas Wein.',
    'Two seats and a glass of wine.',
    'Dvě místa a sklenka vína.',
    24,
  ),
  reward(
    'Barista-Kurs',
    'Barista course',
    'Baristický kurz',
    2000,
    'star',
    kinds.experience,
    'Ein Samstag an der Maschine, mit Frühstück.',
    'A Saturday at the machine, with breakfast.',
    'Sobota u kávovaru, se snídaní.',
    12,
  ),
];

function discount(...content: Parameters<typeof reward>): NewReward {
  return { ...reward(...content), kind: 'discount' };
}

function reward(
  de: string,
  en: string,
  cs: string,
  points: number,
  picture: NewReward['picture'],
  category: NewReward['category'],
  ...[textDe, textEn, textCs, stock]: [string, string, string, number?]
): NewReward {
  return {
    kind: 'product',
    name: { de, en, cs },
    description: { de: textDe, en: textEn, cs: textCs },
    category,
    picture,
    points,
    toPay: null,
    effect: null,
    event: null,
    tierPrices: [],
    stock: stock ?? null,
    stockByLocation: null,
    lowStock: null,
    perMember: null,
    validFrom: null,
    validUntil: null,
    voucherDays: 90,
    tierId: null,
    audience: null,
    state: 'live',
  };
}
