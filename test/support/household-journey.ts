import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

/** One line of a receipt. */
export interface BoughtLine {
  readonly household: string;
  readonly basket: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly cents: number;
  /** An instant. */
  readonly at: string;
}

/** Households of The Complete Journey with all that they bought. */
export interface Households {
  readonly lines: readonly BoughtLine[];
  /** The band of a household, such as `35-44`. */
  readonly ages: ReadonlyMap<string, string>;
  /** The day of the first coupon of each household, in the order of the days. */
  readonly coupons: readonly { readonly household: string; readonly day: string }[];
}

export const pastaCategories = ['DRY NOODLES/PASTA', 'PASTA SAUCE'];

const recordsOf = async (path: string): Promise<string[][]> => {
  const content = path.endsWith('.gz')
    ? await text(createReadStream(path).pipe(createGunzip()))
    : await readFile(path, 'utf8');
  const lines = content.trim().split('\n').slice(1);
  return lines.map((line) => line.split(','));
};

/** Those named, and of the age those that bought pasta. */
export const readHouseholds = async (
  folder: string,
  named: readonly string[],
  age: string,
): Promise<Households> => {
  const read = (name: string): Promise<string[][]> => recordsOf(join(folder, name));
  const ages = new Map((await read('demographics.csv')).map(([id = '', band = '']) => [id, band]));
  // The category comes before the only column whose text may contain a comma.
  const categories = new Map((await read('products.csv.gz')).map((row) => [row[0] ?? '', row[4] || null]));
  const all = (await read('transactions_sample.csv.gz')).map((row) => ({
    household: row[0] ?? '',
    basket: row[2] ?? '',
    category: categories.get(row[3] ?? '') ?? null,
    quantity: Number(row[4]),
    cents: Math.round(Number(row[5]) * 100),
    at: row[10] ?? '',
  }));
  const chosen = new Set(
    all
      .filter(({ household, category }) => ages.get(household) === age && isPasta(category))
      .map(({ household }) => household),
  );
  for (const household of named) chosen.add(household);
  const redemptions = (await read('coupon_redemptions.csv'))
    .map(([household = '', , , day = '']) => ({ household, day }))
    .filter(({ household }) => chosen.has(household))
    .sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  const first = new Map(redemptions.toReversed().map((redemption) => [redemption.household, redemption]));
  return {
    lines: all.filter(({ household }) => chosen.has(household)),
    ages,
    coupons: redemptions.filter((redemption) => first.get(redemption.household) === redemption),
  };
};

export const isPasta = (category: string | null): boolean =>
  category !== null && pastaCategories.includes(category);
