import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

export interface BasketLine {
  readonly product: string;
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  /** 0 where the data says so. */
  readonly quantity: number;
  /** Cents that the shop was paid. */
  readonly amount: number;
  /** Cents of discount by the shop: for the loyalty card, and by matching a coupon. */
  readonly discount: number;
}

export interface Basket {
  readonly id: string;
  readonly household: string;
  readonly store: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly lines: readonly BasketLine[];
}

type Row = Readonly<Record<string, string>>;

const transactions = 'transactions_sample.csv.gz';
const products = 'products.csv.gz';

/**
 * All baskets of the year in order of time.
 * @throws Error when the folder is not that of The Complete Journey, or a value in it cannot be read
 */
export const readBaskets = async (folder: string): Promise<Basket[]> => {
  for (const name of [transactions, products])
    if (!existsSync(join(folder, name)))
      throw new Error(`${join(folder, name)} is missing: --data names the folder of The Complete Journey.`);
  const catalogue = await readCatalogue(folder);
  const baskets = new Map<string, Basket & { lines: BasketLine[] }>();
  for await (const row of rowsOf(join(folder, transactions))) {
    const id = wholeNumber(field(row, 'basket_id'));
    const basket = baskets.get(id) ?? emptyBasket(id, row);
    basket.lines.push(lineOf(row, catalogue));
    baskets.set(id, basket);
  }
  return [...baskets.values()].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at) || Number(one.id) - Number(other.id),
  );
};

const readCatalogue = async (folder: string): Promise<Map<string, Row>> => {
  const catalogue = new Map<string, Row>();
  for await (const row of rowsOf(join(folder, products)))
    catalogue.set(wholeNumber(field(row, 'product_id')), row);
  return catalogue;
};

const rowsOf = async function* (file: string): AsyncGenerator<Row> {
  const parser = parse({ columns: true, bom: true });
  const unpacked = pipeline(createReadStream(file), createGunzip(), parser);
  for await (const row of parser) yield row as Row;
  await unpacked;
};

const emptyBasket = (id: string, row: Row): Basket & { lines: BasketLine[] } => ({
  id,
  household: wholeNumber(field(row, 'household_id')),
  store: wholeNumber(field(row, 'store_id')),
  at: field(row, 'transaction_timestamp'),
  lines: [],
});

const lineOf = (row: Row, catalogue: ReadonlyMap<string, Row>): BasketLine => {
  const product = wholeNumber(field(row, 'product_id'));
  const known = catalogue.get(product);
  const category = known?.['product_category'] ?? '';
  return {
    product,
    // Some products have no name, and a few are not in the catalogue at all.
    name: known?.['product_type'] || category || `Product ${product}`,
    category,
    brand: known?.['brand'] ?? '',
    quantity: Number(wholeNumber(field(row, 'quantity'))),
    amount: centsOf(field(row, 'sales_value')),
    discount: centsOf(field(row, 'retail_disc')) + centsOf(field(row, 'coupon_match_disc')),
  };
};

const field = (row: Row, name: string): string => {
  const value = row[name];
  if (value === undefined || value === '') throw new Error(`A row has no ${name}: ${JSON.stringify(row)}`);
  return value;
};

/** The program that wrote the files abbreviated round numbers: 9e+05 is 900000. */
export const wholeNumber = (text: string): string => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`Not a whole number: ${text}`);
  return String(value);
};

/** Converts dollars as text to cents without floating point: 1.5 is 150. */
export const centsOf = (text: string): number => {
  const [, dollars, cents = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (dollars === undefined) throw new Error(`Not an amount in dollars and cents: ${text}`);
  return Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
};
