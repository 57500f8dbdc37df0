import { importFields, type ImportKind, type ImportMapping } from '@regulars/contracts';
import { truthIn } from './reading/truths.ts';

/** Known column names, in lower case without spaces and punctuation. */
const synonyms: Record<string, readonly string[]> = {
  externalId: [
    'externalid',
    'householdid',
    'customerid',
    'customer',
    'memberid',
    'kundennummer',
    'kundennr',
    'zakaznik',
    'cislozakaznika',
    'customerno',
    'customernumber',
    'customercode',
    'kdnr',
    'kundennummern',
    'mitgliedsnummer',
    'mitgliednr',
    'membernumber',
    'memberno',
    'kunde',
    'cisloclena',
    'clenskecislo',
    'id',
  ],
  card: [
    'card',
    'cardnumber',
    'karte',
    'kartennummer',
    'karta',
    'cislokarty',
    'cardno',
    'loyaltycard',
    'loyaltycardnumber',
    'kundenkarte',
    'kartennr',
    'clenskakarta',
    'barcode',
  ],
  email: [
    'email',
    'mail',
    'emailaddress',
    'emailadresse',
    'email1',
    'email1value',
    'emailprivat',
    'emailprivate',
    'eposta',
    'mailadresse',
  ],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'telefon',
    'telefonnummer',
    'handy',
    'mobil',
    'tel',
    'phone1value',
    'mobilephone',
    'mobilnummer',
    'mobiltelefon',
    'mobilnitelefon',
    'handynummer',
    'telefonnr',
    'telefon1',
    'phone1',
    'phoneno',
  ],
  firstName: ['firstname', 'givenname', 'vorname', 'jmeno', 'vornamen', 'first', 'krestnijmeno', 'forename'],
  lastName: [
    'lastname',
    'surname',
    'familyname',
    'nachname',
    'familienname',
    'prijmeni',
    'nachnamefirma',
    'last',
    'zuname',
  ],
  language: ['language', 'lang', 'sprache', 'jazyk', 'locale', 'korrespondenzsprache'],
  birthday: [
    'birthday',
    'birthdate',
    'dateofbirth',
    'geburtsdatum',
    'geburtstag',
    'datumnarozeni',
    'narozeni',
    'dob',
    'gebdatum',
    'geboren',
    'geborenam',
  ],
  joinedAt: [
    'joinedat',
    'joined',
    'membersince',
    'createdat',
    'mitgliedseit',
    'clenod',
    'erstelltam',
    'created',
    'createdon',
    'angelegtam',
    'registriertam',
    'registrovan',
    'vytvoreno',
    'datumregistrace',
    'memberfrom',
  ],
  joinedLocation: ['joinedlocation', 'joinedstore'],
  newsletter: [
    'newsletter',
    'optin',
    'souhlas',
    'emailmarketing',
    'acceptsemailmarketing',
    'acceptsmarketing',
    'newsletterabo',
    'odbernovinek',
  ],
  sku: [
    'sku',
    'productid',
    'articlenumber',
    'article',
    'ean',
    'gtin',
    'artikelnummer',
    'artikel',
    'kod',
    'cislozbozi',
    'lineitemsku',
    'stockcode',
    'artikelnr',
    'articleno',
    'plu',
    'itemcode',
    'item',
  ],
  name: [
    'name',
    'productname',
    'description',
    'producttype',
    'bezeichnung',
    'nazev',
    'popis',
    'lineitemname',
    'artikelbezeichnung',
    'produkt',
    'product',
    'itemname',
  ],
  nameDe: [
    'namede',
    'namedeutsch',
    'namegerman',
    'bezeichnungde',
    'productnamede',
    'nazevde',
    'nazevnemecky',
  ],
  nameEn: [
    'nameen',
    'nameenglisch',
    'nameenglish',
    'bezeichnungen',
    'productnameen',
    'nazeven',
    'nazevanglicky',
  ],
  nameCs: [
    'namecs',
    'nametschechisch',
    'nameczech',
    'bezeichnungcs',
    'productnamecs',
    'nazevcs',
    'nazevcesky',
  ],
  category: ['category', 'productcategory', 'department', 'kategorie', 'warengruppe'],
  brand: ['brand', 'marke', 'znacka'],
  kind: ['kind'],
  price: ['price', 'preis', 'cena'],
  barcodes: ['barcode', 'barcodes', 'ean', 'eans', 'gtin', 'upc', 'strichcode', 'eankod', 'carovykod'],
  priceBound: ['pricebound', 'fixedprice', 'preisgebunden', 'preisbindung', 'buchpreisbindung', 'pevnacena'],
  taxRate: [
    'taxrate',
    'vat',
    'vatrate',
    'mwst',
    'ust',
    'steuersatz',
    'dph',
    'mwstsatz',
    'ustsatz',
    'steuer',
    'sazbadph',
  ],
  receipt: [
    'receipt',
    'receiptnumber',
    'basketid',
    'transactionid',
    'orderid',
    'ordernumber',
    'bon',
    'bonnummer',
    'beleg',
    'belegnummer',
    'uctenka',
    'cislouctenky',
    'receiptno',
    'invoice',
    'invoicenumber',
    'invoiceno',
    'order',
    'orderno',
    'bonnr',
    'belegnr',
    'rechnungsnummer',
    'cislodokladu',
    'doklad',
    'cisloobjednavky',
  ],
  location: [
    'location',
    'store',
    'storeid',
    'shop',
    'filiale',
    'standort',
    'pobocka',
    'prodejna',
    'outlet',
    'locationcode',
    'storename',
    'branch',
    'provozovna',
  ],
  purchasedAt: [
    'purchasedat',
    'transactiontimestamp',
    'timestamp',
    'date',
    'datetime',
    'datum',
    'zeitpunkt',
    'cas',
    'paidat',
    'createdat',
    'orderdate',
    'invoicedate',
    'buchungsdatum',
    'datumzeit',
    'datumuhrzeit',
    'verkaufsdatum',
    'belegdatum',
    'datumprodeje',
  ],
  quantity: [
    'quantity',
    'qty',
    'menge',
    'anzahl',
    'mnozstvi',
    'pocet',
    'lineitemquantity',
    'stk',
    'stuck',
    'stueck',
    'pocetkusu',
    'units',
  ],
  amount: [
    'amount',
    'salesvalue',
    'total',
    'linetotal',
    'betrag',
    'summe',
    'umsatz',
    'castka',
    'celkem',
    'betragbrutto',
    'gesamt',
    'gesamtbetrag',
    'bruttobetrag',
    'lineamount',
    'cenacelkem',
  ],
  unitPrice: [
    'unitprice',
    'einzelpreis',
    'stueckpreis',
    'jednotkovacena',
    'lineitemprice',
    'stuckpreis',
    'preisprostuck',
    'cenazakus',
    'itemprice',
  ],
  discount: ['discount', 'retaildisc', 'coupondisc', 'couponmatchdisc', 'rabatt', 'sleva'],
  currency: ['currency', 'currencycode', 'waehrung', 'wahrung', 'mena'],
  till: ['till', 'register', 'kasse', 'pokladna'],
};

const bare = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const known = new Set(Object.values(synonyms).flat());

/** Whether any kind of file has a column of this name. */
export const isKnownColumn = (name: string): boolean => known.has(bare(name));

/** Each order of a web shop is named by `Name`, and its `Total` stands on its first line only. */
const ofOrderLines = /^lineitem/;
const meansOrder: Record<string, readonly string[]> = { receipt: ['name'], amount: ['lineitemtotal'] };

/** Names that mean something else in files of a kind: numbers of lines and of articles. */
const otherwise = {
  members: [],
  products: [],
  purchases: ['id', 'barcode'],
} satisfies { [Kind in ImportKind]: readonly string[] };

/** Fields that differ from line to line. A person has many purchases. */
const differing = {
  members: ['externalId'],
  products: [],
  purchases: [],
} satisfies { [Kind in ImportKind]: readonly string[] };

const knownAs = (kind: ImportKind, field: string, header: readonly string[]): readonly string[] => {
  const others: readonly string[] = otherwise[kind];
  const ofLines = header.some((name) => ofOrderLines.test(bare(name))) ? meansOrder[field] : undefined;
  return (ofLines ?? synonyms[field] ?? []).filter((name) => !others.includes(name));
};

/** Too few rows tell nothing. */
const fewestRows = 2;

/** Numbers of people differ; `TRUE` in a column `Customer` says something else. */
const mayNumber = (
  column: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): boolean => {
  const at = header.indexOf(column);
  const filled = rows.map((row) => row[at]?.trim() ?? '').filter((text) => text !== '');
  if (filled.length > 0 && filled.every((text) => /\p{L}/u.test(text) && truthIn(text) !== null))
    return false;
  return filled.length < fewestRows || new Set(filled).size > 1 + filled.length / 10;
};

/** The probable meaning of the columns. Each column is used once. */
export const guessMapping = (
  kind: ImportKind,
  header: readonly string[],
  rows: readonly (readonly string[])[] = [],
): ImportMapping => {
  const free = new Set(header.filter((name) => name !== ''));
  const columns: ImportMapping['columns'] = {};
  const mustDiffer: readonly string[] = differing[kind];
  for (const field of importFields[kind]) {
    const known = knownAs(kind, field, header);
    const found = [...free]
      .filter((name) => known.includes(bare(name)))
      .filter((name) => !mustDiffer.includes(field) || mayNumber(name, header, rows))
      .sort((left, right) => known.indexOf(bare(left)) - known.indexOf(bare(right)));
    const taken = field === 'discount' ? found : found.slice(0, 1);
    if (taken.length === 0) continue;
    for (const name of taken) free.delete(name);
    columns[field] = taken.length > 1 ? taken : (taken[0] ?? '');
  }
  return { columns: withTime(columns, free), attributes: [] };
};

const timeColumns = ['time', 'uhrzeit', 'zeit', 'cas'];

/** A time in a column of its own belongs to the date. */
const withTime = (columns: ImportMapping['columns'], free: ReadonlySet<string>): ImportMapping['columns'] => {
  const { purchasedAt } = columns;
  const time = [...free].find((name) => timeColumns.includes(bare(name)));
  if (typeof purchasedAt !== 'string' || time === undefined) return columns;
  return { ...columns, purchasedAt: [purchasedAt, time] };
};
