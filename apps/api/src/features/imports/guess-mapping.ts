import { importFields, type ImportKind, type ImportMapping } from '@regulars/contracts';

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
  ],
  card: ['card', 'cardnumber', 'karte', 'kartennummer', 'karta', 'cislokarty'],
  email: ['email', 'mail', 'emailaddress', 'emailadresse'],
  phone: ['phone', 'phonenumber', 'mobile', 'telefon', 'telefonnummer', 'handy', 'mobil'],
  firstName: ['firstname', 'givenname', 'vorname', 'jmeno'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname', 'familienname', 'prijmeni'],
  language: ['language', 'lang', 'sprache', 'jazyk'],
  birthday: [
    'birthday',
    'birthdate',
    'dateofbirth',
    'geburtsdatum',
    'geburtstag',
    'datumnarozeni',
    'narozeni',
  ],
  joinedAt: ['joinedat', 'joined', 'membersince', 'createdat', 'mitgliedseit', 'clenod'],
  joinedLocation: ['joinedlocation', 'joinedstore'],
  newsletter: ['newsletter', 'optin'],
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
  ],
  name: ['name', 'productname', 'description', 'producttype', 'bezeichnung', 'nazev', 'popis'],
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
  taxRate: ['taxrate', 'vat', 'vatrate', 'mwst', 'ust', 'steuersatz', 'dph'],
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
  ],
  location: ['location', 'store', 'storeid', 'shop', 'filiale', 'standort', 'pobocka', 'prodejna'],
  purchasedAt: [
    'purchasedat',
    'transactiontimestamp',
    'timestamp',
    'date',
    'datetime',
    'datum',
    'zeitpunkt',
    'cas',
  ],
  quantity: ['quantity', 'qty', 'menge', 'anzahl', 'mnozstvi', 'pocet'],
  amount: ['amount', 'salesvalue', 'total', 'linetotal', 'betrag', 'summe', 'umsatz', 'castka', 'celkem'],
  unitPrice: ['unitprice', 'einzelpreis', 'stueckpreis', 'jednotkovacena'],
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

/** The probable meaning of the columns. Each column is used once. */
export const guessMapping = (kind: ImportKind, header: readonly string[]): ImportMapping => {
  const free = new Set(header.filter((name) => name !== ''));
  const columns: ImportMapping['columns'] = {};
  for (const field of importFields[kind]) {
    const known = synonyms[field] ?? [];
    const found = [...free]
      .filter((name) => known.includes(bare(name)))
      .sort((left, right) => known.indexOf(bare(left)) - known.indexOf(bare(right)));
    const taken = field === 'discount' ? found : found.slice(0, 1);
    if (taken.length === 0) continue;
    for (const name of taken) free.delete(name);
    columns[field] = taken.length > 1 ? taken : (taken[0] ?? '');
  }
  return { columns, attributes: [] };
};
