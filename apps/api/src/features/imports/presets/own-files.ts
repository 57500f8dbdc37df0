import { headingOf, language, type ExportColumn, type ImportKind, type Language } from '@regulars/contracts';
import type { Preset } from './preset.ts';

/** The column of our own exports for each field of an import. */
const fields = {
  members: {
    externalId: 'externalId',
    card: 'cardNumber',
    email: 'email',
    phone: 'phone',
    secondPhone: 'secondPhone',
    company: 'company',
    street: 'street',
    postcode: 'postcode',
    city: 'city',
    region: 'region',
    country: 'country',
    tags: 'tags',
    firstName: 'firstName',
    lastName: 'lastName',
    language: 'language',
    birthday: 'birthday',
    joinedAt: 'joinedAt',
    joinedLocation: 'joinedLocation',
  },
  products: {
    sku: 'sku',
    nameDe: 'nameDe',
    nameEn: 'nameEn',
    nameCs: 'nameCs',
    category: 'category',
    brand: 'brand',
    kind: 'kind',
    price: 'prices',
    taxRate: 'taxRate',
    barcodes: 'barcodes',
    priceBound: 'priceBound',
  },
  purchases: {
    receipt: 'receiptNumber',
    location: 'location',
    purchasedAt: 'purchasedAt',
    externalId: 'externalId',
    card: 'cardNumber',
    sku: 'sku',
    name: 'name',
    category: 'category',
    brand: 'brand',
    kind: 'kind',
    quantity: 'quantity',
    amount: 'lineTotal',
    unitPrice: 'unitPrice',
    discount: 'discount',
    taxRate: 'taxRate',
    currency: 'currency',
    till: 'till',
    returnedQuantity: 'returnedQuantity',
  },
} satisfies Record<string, Record<string, ExportColumn>>;

const marks = {
  members: ['displayName', 'emailConfirmedAt', 'joinedLocation'],
  products: ['nameDe', 'nameEn', 'prices', 'priceBound'],
  purchases: ['receiptNumber', 'lineTotal', 'returnedQuantity'],
} satisfies Record<keyof typeof fields, ExportColumn[]>;

const presetIn = (locale: Language | null, kind: keyof typeof fields): Preset => {
  const named = (column: ExportColumn): string => headingOf(column, locale);
  const pointed = locale === 'de' || locale === 'cs';
  return {
    system: 'regulars',
    kind: kind satisfies ImportKind,
    marks: marks[kind].map(named),
    columns: Object.fromEntries(
      Object.entries<ExportColumn>(fields[kind]).map(([field, column]) => [field, [named(column)]]),
    ),
    dates: pointed ? 'day-first' : 'iso',
    decimal: pointed ? ',' : '.',
  };
};

/** What we write can be read again, in the language of any reader. */
export const ownFiles: readonly Preset[] = [null, ...language.options].flatMap((locale) =>
  (Object.keys(fields) as (keyof typeof fields)[]).map((kind) => presetIn(locale, kind)),
);
