import { gtinOf, minorDigits } from '@regulars/loyalty';
import { lineKind, type Language } from '@regulars/contracts';
import type { NewProduct, ProductRecord } from '../club/index.ts';
import { amountOf, scaled, shorten, truthOf, type Cells, type Reading } from './cells.ts';
import { writtenNumber } from './reading/numbers.ts';
import { refusal } from './refusals.ts';

const nameFields = { de: 'nameDe', en: 'nameEn', cs: 'nameCs' } as const;
const namedLanguages = Object.keys(nameFields) as Language[];
type Names = Partial<Record<(typeof nameFields)[Language], string>>;

/** A product as described in a file; fields without a column are absent. */
export type ProductDraft = { readonly sku: string } & Names &
  Partial<Pick<NewProduct, 'category' | 'brand' | 'kind' | 'prices' | 'taxRate' | 'barcodes' | 'priceBound'>>;

/** What the club means where a file does not say. */
interface ClubTerms {
  readonly currency: string;
  /** Of a name whose column has no language. */
  readonly language: Language;
}

/** Throws RefusedCell. */
export const readProduct = (
  line: readonly string[],
  cells: Cells,
  reading: Reading,
  { currency, language }: ClubTerms,
): ProductDraft => {
  cells.assertWhole(line);
  const sku = cells.text(line, 'sku', 100);
  if (sku === undefined) throw refusal('sku', 'empty');
  const category = cells.label(line, 'category', 100);
  const brand = cells.label(line, 'brand', 100);
  const price = cells.text(line, 'price', 200);
  const taxRate = cells.text(line, 'taxRate', 40);
  const barcodes = cells.joined(line, 'barcodes', 400);
  const priceBound = cells.text(line, 'priceBound', 40);
  return {
    sku,
    ...namesIn(line, cells, language),
    ...(category === undefined ? {} : { category }),
    ...(brand === undefined ? {} : { brand }),
    ...kindOf(cells.text(line, 'kind', 40)),
    ...(price === undefined ? {} : { prices: pricesOf(price, currency, reading) }),
    ...(taxRate === undefined ? {} : { taxRate: rateOf(taxRate, reading) }),
    ...(barcodes === undefined ? {} : { barcodes: barcodesOf(barcodes) }),
    ...(priceBound === undefined ? {} : { priceBound: truthOf(priceBound, 'priceBound') }),
  };
};

const namesIn = (line: readonly string[], cells: Cells, language: Language): Names => {
  const plain = cells.label(line, 'name', 200);
  const names: Names = plain === undefined ? {} : { [nameFields[language]]: plain };
  for (const field of Object.values(nameFields)) {
    const text = cells.label(line, field, 200);
    if (text !== undefined) names[field] = text;
  }
  return names;
};

/** One price, or several as our own files have them: `12.90 EUR, 320.00 CZK`. A price without a currency has the club's. */
const pricesOf = (text: string, currency: string, reading: Reading): NewProduct['prices'] =>
  text.split(/[,;]\s+/u).map((part) => {
    const own = writtenNumber(part)?.currency ?? currency;
    const amount = writtenAlike(part, own) ?? part;
    const read =
      amount === part ? reading : { ...reading, options: { ...reading.options, decimal: '.' as const } };
    return { amount: amountOf(amount, own, 'price', read), currency: own };
  });

/** As our own files write it, where the digits after the mark tell that it is decimal; undefined otherwise. */
const writtenAlike = (text: string, currency: string): string | undefined => {
  const [, whole, cents = ''] = /^(\d+)[.,](\d+) [A-Z]{3}$/u.exec(text) ?? [];
  return whole !== undefined && cents.length === minorDigits(currency) && cents.length < 3
    ? `${whole}.${cents}`
    : undefined;
};

const rateOf = (text: string, reading: Reading): number => {
  const rate = scaled(text.replace(/\s*%$/, ''), 2, 'taxRate', reading);
  if (rate < 0 || rate > 10_000) throw refusal('taxRate', 'no-rate', { value: shorten(text) });
  return rate / 100;
};

/** Several in one cell, apart by spaces, commas or semicolons. */
const barcodesOf = (text: string): string[] => {
  const typed = text.split(/[\s,;|]+/u).filter(Boolean);
  if (typed.length > 20) throw refusal('barcodes', 'too-long', { most: 400 });
  const read = typed.map((code) => {
    const barcode = gtinOf(code);
    if (barcode === null) throw refusal('barcodes', 'no-barcode', { value: shorten(code) });
    return barcode;
  });
  return [...new Set(read)];
};

const kindOf = (text: string | undefined): Pick<ProductDraft, 'kind'> => {
  if (text === undefined) return {};
  const kind = lineKind.safeParse(text.toLowerCase());
  if (!kind.success)
    throw refusal('kind', 'no-kind', { value: shorten(text), known: lineKind.options.join(', ') });
  return { kind: kind.data };
};

/** A product without a name is named after what else is known. */
export const newProductOf = (
  { nameDe, nameEn, nameCs, ...draft }: ProductDraft,
  language: Language,
): Omit<ProductRecord, 'id' | 'version'> => {
  const name = {
    ...(nameDe && { de: nameDe }),
    ...(nameEn && { en: nameEn }),
    ...(nameCs && { cs: nameCs }),
  };
  return {
    category: '',
    brand: '',
    kind: 'goods',
    picture: 'bag',
    prices: [],
    taxRate: 0,
    barcodes: [],
    priceBound: false,
    quickKey: false,
    interests: [],
    active: true,
    ...draft,
    name: Object.keys(name).length > 0 ? name : { [language]: draft.category || draft.sku },
  };
};

const languageOf = (field: string, language: Language): Language | undefined =>
  // Earlier imports knew one name: in the club's language.
  field === 'name' ? language : namedLanguages.find((one) => nameFields[one] === field);

/** The value of a field as files name it. */
export const valueOf = (product: ProductRecord, field: string, language: Language): unknown => {
  const named = languageOf(field, language);
  return named === undefined ? product[field as keyof ProductRecord] : product.name[named];
};

/** The product with this value. An undefined name is none. */
export const withValue = (
  product: ProductRecord,
  field: string,
  value: unknown,
  language: Language,
): ProductRecord => {
  const named = languageOf(field, language);
  if (named === undefined) return { ...product, [field]: value };
  const { [named]: _, ...others } = product.name;
  return { ...product, name: typeof value === 'string' ? { ...others, [named]: value } : others };
};

/** Prices of other currencies stay. */
export const mergedPrices = (
  ours: ProductRecord['prices'],
  theirs: ProductRecord['prices'],
): ProductRecord['prices'] => [
  ...ours.filter(({ currency }) => !theirs.some((price) => price.currency === currency)),
  ...theirs,
];
