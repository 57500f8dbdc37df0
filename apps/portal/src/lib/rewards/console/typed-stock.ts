import type { Reward } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { whole } from './typed-prices.ts';

type Values = Record<string, string>;
type Stock = Pick<Reward, 'stock' | 'stockByLocation'>;

const at = 'stock_at_';

/** Goods lie somewhere, and may have a stock for each location. */
export const liesSomewhere: Readonly<Record<Reward['kind'], boolean>> = {
  product: true,
  discount: false,
  sample: true,
  ticket: false,
  'partner-code': false,
};

/** As the fields of a stored one begin. */
export const stockValues = ({ stock, stockByLocation }: Stock): Values =>
  stockByLocation
    ? {
        stockKept: 'by-location',
        ...Object.fromEntries(stockByLocation.map((each) => [at + each.location, String(each.stock)])),
      }
    : { stockKept: '', stock: stock === null ? '' : String(stock) };

/** The typed stock, and what is wrong by field. */
export function typedStock(values: Values, kind: Reward['kind']): Stock & { fields: Values } {
  if (kind === 'partner-code') return { stock: null, stockByLocation: null, fields: {} };
  if (values.stockKept === 'by-location' && liesSomewhere[kind]) return typedByLocation(values);
  const stock = whole(values.stock, 0);
  const fields: Values = stock === undefined ? { stock: m.console_rewards_number_wrong() } : {};
  return { stock: stock ?? null, stockByLocation: null, fields };
}

function typedByLocation(values: Values): Stock & { fields: Values } {
  const fields: Values = {};
  const stockByLocation: NonNullable<Stock['stockByLocation']> = [];
  for (const [field, typed] of Object.entries(values)) {
    if (!field.startsWith(at) || typed === '') continue;
    const stock = whole(typed, 0);
    if (stock === undefined || stock === null) fields[field] = m.console_rewards_number_wrong();
    else stockByLocation.push({ location: field.slice(at.length), stock });
  }
  if (stockByLocation.length === 0 && Object.keys(fields).length === 0)
    fields.stockByLocation = m.console_rewards_stock_at_none();
  const sum = stockByLocation.reduce((total, { stock }) => total + stock, 0);
  return { stock: sum, stockByLocation, fields };
}

/** What a change sends: nothing if it was left as it was, because members may have redeemed since. */
export function changedStock(values: Values, { stock, stockByLocation }: Stock): Partial<Stock> {
  const isSame = values.stockBefore === stockText({ stock, stockByLocation });
  return isSame ? {} : { stock, stockByLocation };
}

/** The same for the same stock, in whichever order. */
export const stockText = ({ stock, stockByLocation }: Stock): string =>
  JSON.stringify(
    stockByLocation ? stockByLocation.map((each) => `${each.location} ${each.stock}`).toSorted() : stock,
  );
