import { gtinOf } from '@regulars/loyalty';
import { lineKind, type Product } from '@regulars/contracts';
import type { NewProduct } from '../club/index.ts';
import { amountOf, scaled, shorten, type Cells, type Reading } from './cells.ts';
import { refusal } from './refusals.ts';

/** A product as described in a file; fields without a column are absent. */
export type ProductDraft = { readonly sku: string } & Partial<
  Pick<NewProduct, 'name' | 'category' | 'brand' | 'kind' | 'prices' | 'taxRate' | 'barcodes'>
>;

/** Throws RefusedCell. */
export const readProduct = (
  line: readonly string[],
  cells: Cells,
  reading: Reading,
  currency: string,
): ProductDraft => {
  cells.assertWhole(line);
  const sku = cells.text(line, 'sku', 100);
  if (sku === undefined) throw refusal('sku', 'empty');
  const name = cells.label(line, 'name', 200);
  const category = cells.label(line, 'category', 100);
  const brand = cells.label(line, 'brand', 100);
  const price = cells.text(line, 'price', 40);
  const taxRate = cells.text(line, 'taxRate', 40);
  const barcodes = cells.text(line, 'barcodes', 400);
  return {
    sku,
    ...(name === undefined ? {} : { name }),
    ...(category === undefined ? {} : { category }),
    ...(brand === undefined ? {} : { brand }),
    ...kindOf(cells.text(line, 'kind', 40)),
    ...(price === undefined
      ? {}
      : { prices: [{ amount: amountOf(price, currency, 'price', reading), currency }] }),
    ...(taxRate === undefined ? {} : { taxRate: rateOf(taxRate, reading) }),
    ...(barcodes === undefined ? {} : { barcodes: barcodesOf(barcodes) }),
  };
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
export const newProductOf = (draft: ProductDraft): NewProduct => ({
  category: '',
  brand: '',
  kind: 'goods',
  picture: 'bag',
  prices: [],
  taxRate: 0,
  barcodes: [],
  quickKey: false,
  active: true,
  ...draft,
  name: draft.name ?? (draft.category || draft.sku),
});

/** Prices of other currencies stay. */
export const mergedPrices = (ours: Product['prices'], theirs: Product['prices']): Product['prices'] => [
  ...ours.filter(({ currency }) => !theirs.some((price) => price.currency === currency)),
  ...theirs,
];
