import type {
  BodyOf,
  createLocation,
  createProduct,
  createTier,
  putExchangeRate,
  Texts,
  updateClub,
} from '@regulars/contracts';
import { defaultPointsPolicy, gtinOf } from '@regulars/loyalty';
import { productNames } from './product-names.ts';

/** Morgenrot: a coffee roastery with a bookshop. */
export const club: BodyOf<typeof updateClub> = {
  name: 'Morgenrot',
  accent: '#B93A26',
  languages: ['de', 'en', 'cs'],
  timeZone: 'Europe/Vienna',
  reportingCurrency: 'EUR',
  points: {
    ...defaultPointsPolicy,
    expiry: { kind: 'rolling-months', months: 12 },
    pointValue: 1000,
    qualifyingPeriod: 'rolling-12-months',
    tierNoticeDays: 30,
  },
  till: {
    askAbove: [
      { amount: 30_000, currency: 'EUR' },
      { amount: 750_000, currency: 'CZK' },
    ],
    categoryNames: [
      { category: 'coffee', names: { de: 'Kaffee', en: 'Coffee', cs: 'Káva' } },
      { category: 'drinks', names: { de: 'Getränke', en: 'Drinks', cs: 'Nápoje' } },
      { category: 'bakery', names: { de: 'Gebäck', en: 'Bakery', cs: 'Pečivo' } },
      { category: 'books', names: { de: 'Bücher', en: 'Books', cs: 'Knihy' } },
      { category: 'stationery', names: { de: 'Papierwaren', en: 'Stationery', cs: 'Papírnictví' } },
      { category: 'equipment', names: { de: 'Zubehör', en: 'Equipment', cs: 'Vybavení' } },
      { category: 'events', names: { de: 'Veranstaltungen', en: 'Events', cs: 'Akce' } },
      { category: 'gift-cards', names: { de: 'Geschenkkarten', en: 'Gift cards', cs: 'Dárkové karty' } },
      { category: 'deposit', names: { de: 'Pfand', en: 'Deposit', cs: 'Záloha' } },
      { category: 'shipping', names: { de: 'Versand', en: 'Shipping', cs: 'Doprava' } },
    ],
  },
  interests: [
    { key: 'filter-coffee', name: { de: 'Filterkaffee', en: 'Filter coffee', cs: 'Filtrovaná káva' } },
    { key: 'espresso', name: { de: 'Espresso', en: 'Espresso', cs: 'Espresso' } },
    { key: 'reading', name: { de: 'Lesen', en: 'Reading', cs: 'Čtení' } },
    { key: 'baking', name: { de: 'Backen', en: 'Baking', cs: 'Pečení' } },
    { key: 'writing', name: { de: 'Schreiben', en: 'Writing', cs: 'Psaní' } },
  ],
};

/** Of products, by their category; espresso machines and filters are told apart by their names. */
const interestsOf = (name: string, category: string): string[] => {
  if (category === 'books') return ['reading'];
  if (category === 'bakery') return ['baking'];
  if (category === 'stationery') return ['writing'];
  if (/espresso|siebträger|cappuccino|flat white/iu.test(name)) return ['espresso'];
  return category === 'coffee' || /filter|kanne|dripper/iu.test(name) ? ['filter-coffee'] : [];
};

/** The value of a crown in euros. */
export const exchangeRates: BodyOf<typeof putExchangeRate>[] = [
  { currency: 'CZK', from: '2020-01-01', rate: '0.0396' },
  { currency: 'CZK', from: '2026-01-01', rate: '0.0411' },
];

export const locations: BodyOf<typeof createLocation>[] = [
  {
    code: 'vienna-1',
    name: { de: 'Morgenrot Wien', en: 'Morgenrot Vienna', cs: 'Morgenrot Vídeň' },
    kind: 'shop',
    currency: 'EUR',
    address: 'Lindengasse 14, 1070 Wien',
    openingHours: 'Mo–Sa 8–19',
    taxRates: [20, 10],
    timeZone: null,
    active: true,
  },
  {
    code: 'berlin-1',
    name: { de: 'Morgenrot Berlin', cs: 'Morgenrot Berlín' },
    kind: 'shop',
    currency: 'EUR',
    address: 'Oderberger Straße 31, 10435 Berlin',
    openingHours: 'Mo–Sa 8–20',
    taxRates: [19, 7],
    timeZone: 'Europe/Berlin',
    active: true,
  },
  {
    code: 'prague-1',
    name: { de: 'Morgenrot Prag', en: 'Morgenrot Prague', cs: 'Morgenrot Praha' },
    kind: 'shop',
    currency: 'CZK',
    address: 'Korunní 27, 120 00 Praha 2',
    openingHours: 'Po–So 8–19',
    taxRates: [21, 12],
    timeZone: 'Europe/Prague',
    active: true,
  },
  {
    code: 'online',
    name: 'Morgenrot Online',
    kind: 'online',
    currency: 'EUR',
    address: '',
    openingHours: '',
    taxRates: [20, 10],
    timeZone: null,
    active: true,
  },
];

export const tiers: BodyOf<typeof createTier>[] = [
  {
    code: 'bohne',
    name: { de: 'Bohne', en: 'Bean', cs: 'Zrno' },
    threshold: 0,
    multiplierPercent: 100,
    benefits: null,
    rewardId: null,
  },
  {
    code: 'roestung',
    name: { de: 'Röstung', en: 'Roast', cs: 'Pražení' },
    threshold: 300,
    multiplierPercent: 110,
    benefits: {
      de: 'Verkostungen vor allen anderen',
      en: 'Tastings before everyone else',
      cs: 'Ochutnávky dříve než ostatní',
    },
    rewardId: null,
  },
  {
    code: 'meisterroestung',
    name: { de: 'Meisterröstung', en: 'Master Roast', cs: 'Mistrovské pražení' },
    threshold: 900,
    multiplierPercent: 125,
    benefits: {
      de: 'Ein Platz bei jeder Lesung',
      en: 'A seat at every reading',
      cs: 'Místo na každém čtení',
    },
    rewardId: null,
  },
];

type Product = BodyOf<typeof createProduct>;

const inLanguages = (de: string, [en, cs]: readonly string[] = []): Texts => ({
  de,
  ...(en && { en }),
  ...(cs && { cs }),
});

/** Gross price in cents; in Prague about 25 Kč for a euro, rounded to whole crowns. */
const product = (
  sku: string,
  name: string,
  category: string,
  picture: Product['picture'],
  cents: number,
  taxRate: number,
  quickKey = false,
  kind: Product['kind'] = 'goods',
): Product => ({
  sku,
  name: inLanguages(name, productNames[sku]),
  category,
  brand: 'Morgenrot',
  kind,
  picture,
  taxRate,
  barcodes: [],
  priceBound: false,
  quickKey,
  interests: interestsOf(name, category),
  active: true,
  prices: [
    { amount: cents, currency: 'EUR' },
    { amount: Math.round(cents / 4) * 100, currency: 'CZK' },
  ],
});

const range: Product[] = [
  product('DRK-ESP', 'Espresso', 'drinks', 'cup', 280, 10, true),
  product('DRK-DBL', 'Doppelter Espresso', 'drinks', 'cup', 360, 10, true),
  product('DRK-CAP', 'Cappuccino', 'drinks', 'cup', 420, 10, true),
  product('DRK-FLA', 'Flat White', 'drinks', 'cup', 480, 10, true),
  product('DRK-LAT', 'Caffè Latte', 'drinks', 'cup', 460, 10, true),
  product('DRK-FIL', 'Filterkaffee', 'drinks', 'cup', 390, 10, true),
  product('DRK-COL', 'Cold Brew', 'drinks', 'cup', 490, 10),
  product('DRK-CHA', 'Chai', 'drinks', 'cup', 450, 10),
  product('DRK-TEE', 'Kräutertee', 'drinks', 'leaf', 380, 10),
  product('DRK-SCH', 'Heiße Schokolade', 'drinks', 'cup', 440, 10),
  product('BCK-CRO', 'Croissant', 'bakery', 'croissant', 290, 10, true),
  product('BCK-ZIM', 'Zimtschnecke', 'bakery', 'croissant', 360, 10, true),
  product('BCK-KAR', 'Karottenkuchen', 'bakery', 'croissant', 450, 10, true),
  product('BCK-BAN', 'Bananenbrot', 'bakery', 'croissant', 390, 10),
  product('BCK-MOH', 'Mohnstrudel', 'bakery', 'croissant', 420, 10),
  product('BCK-SAN', 'Käsebrot', 'bakery', 'croissant', 590, 10, true),
  product('KAF-HAU-250', 'Hausröstung 250 g', 'coffee', 'bag', 890, 10, true),
  product('KAF-HAU-1000', 'Hausröstung 1 kg', 'coffee', 'bag', 3190, 10),
  product('KAF-HRB-250', 'Herbströstung 250 g', 'coffee', 'bag', 990, 10, true),
  product('KAF-MOR-250', 'Morgenrot Espresso 250 g', 'coffee', 'bag', 950, 10, true),
  product('KAF-MOR-1000', 'Morgenrot Espresso 1 kg', 'coffee', 'bag', 3390, 10),
  product('KAF-ETH-250', 'Äthiopien Yirgacheffe 250 g', 'coffee', 'leaf', 1290, 10),
  product('KAF-KOL-250', 'Kolumbien Huila 250 g', 'coffee', 'leaf', 1190, 10),
  product('KAF-GUA-250', 'Guatemala Antigua 250 g', 'coffee', 'leaf', 1190, 10),
  product('KAF-KEN-250', 'Kenia Nyeri 250 g', 'coffee', 'leaf', 1390, 10),
  product('KAF-BRA-250', 'Brasilien Cerrado 250 g', 'coffee', 'leaf', 1090, 10),
  product('KAF-ENT-250', 'Entkoffeiniert 250 g', 'coffee', 'bag', 1090, 10),
  product('KAF-PRO-3', 'Probierset 3 × 100 g', 'coffee', 'gift', 1490, 10),
  product('GER-V60', 'Handfilter aus Keramik', 'equipment', 'shop', 2450, 20),
  product('GER-AER', 'Reisepresse', 'equipment', 'shop', 3490, 20),
  product('GER-MOK', 'Espressokocher 4 Tassen', 'equipment', 'shop', 3290, 20),
  product('GER-MUE', 'Handmühle', 'equipment', 'shop', 7900, 20),
  product('GER-WAA', 'Kaffeewaage', 'equipment', 'shop', 4200, 20),
  product('GER-KAN', 'Schwanenhalskanne', 'equipment', 'shop', 5400, 20),
  product('GER-FIL', 'Filterpapier 100 Stück', 'equipment', 'shop', 690, 20),
  product('GER-TAS', 'Tasse Morgenrot', 'equipment', 'cup', 1600, 20, true),
  product('GER-BEC', 'Mehrwegbecher', 'equipment', 'cup', 1450, 20, true),
  product('BUC-KAF', 'Der Fall Kaffeesatz', 'books', 'book', 1400, 10, true),
  product('BUC-ROE', 'Rösten zu Hause', 'books', 'book', 2490, 10),
  product('BUC-WIE', 'Wiener Kaffeehäuser', 'books', 'book', 3200, 10),
  product('BUC-STI', 'Die stille Stunde', 'books', 'book', 2290, 10, true),
  product('BUC-NAC', 'Nachtzug nach Brünn', 'books', 'book', 1290, 10),
  product('BUC-GAR', 'Der Garten im vierten Stock', 'books', 'book', 2100, 10),
  product('BUC-BRI', 'Briefe an niemanden', 'books', 'book', 1190, 10),
  product('BUC-MOL', 'Moldau, abwärts', 'books', 'book', 1990, 10),
  product('BUC-KIN', 'Oma fährt Lastenrad', 'books', 'book', 1600, 10),
  product('BUC-COM', 'Der letzte Setzer', 'books', 'book', 2600, 10),
  product('BUC-LYR', 'Nebel über Aspern', 'books', 'book', 1800, 10),
  product('BUC-KOC', 'Frühstück für viele', 'books', 'book', 2990, 10),
  product('BUC-REI', 'Zu Fuß nach Triest', 'books', 'book', 2290, 10),
  product('BUC-KRI', 'Mord im Lesesaal', 'books', 'book', 1300, 10, true),
  product('BUC-NOT', 'Notizbuch Leinen', 'stationery', 'book', 1250, 20, true),
  product('PAP-KAR', 'Postkarte', 'stationery', 'heart', 220, 20, true),
  product('PAP-STI', 'Bleistifte, Dose', 'stationery', 'star', 990, 20),
  product('PAP-KAL', 'Wandkalender', 'stationery', 'star', 1990, 20),
  product('VER-TAS', 'Espresso-Tasting', 'events', 'sparkles', 2900, 20, false, 'service'),
  product('VER-LES', 'Eintritt Lesung', 'events', 'ticket', 1200, 10, false, 'service'),
  product('VER-KUR', 'Barista-Kurs', 'events', 'star', 8900, 20, false, 'service'),
  product('GUT-25', 'Geschenkkarte 25', 'gift-cards', 'gift', 2500, 0, true, 'gift-card'),
  product('PFA-BEC', 'Pfand Mehrwegbecher', 'deposit', 'cup', 200, 0, true, 'deposit'),
  product('VER-PAK', 'Versand', 'shipping', 'gift', 490, 20, false, 'shipping'),
];

/** Barcodes that shops print themselves begin with 2. */
const ownBarcode = (index: number): string => {
  const body = `20000000${String(index).padStart(4, '0')}`;
  return [...'0123456789'].map((digit) => gtinOf(body + digit)).find((code) => code !== null) ?? '';
};

export const products: Product[] = range.map((one, index) => ({ ...one, barcodes: [ownBarcode(index + 1)] }));
