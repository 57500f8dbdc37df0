import { gtinOf } from '@regulars/loyalty';
import { lineKind, pictureKey } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, minorOf } from '#lib/shell/form/amount.ts';
import { textsIn } from '#lib/shell/languages.ts';
import { interestsIn } from '../shared/interests.ts';

type Values = Record<string, string>;
interface Price {
  amount: number;
  currency: string;
}

/** Fields `price_<n>` and `currency_<n>`; rows without a price are ignored. */
function pricesIn(values: Values): { prices: Price[]; wrong: string[] } {
  const rows = Object.keys(values).filter((name) => /^price_\d+$/u.test(name) && values[name]);
  const prices: Price[] = [];
  const wrong: string[] = [];
  for (const name of rows) {
    const currency = (values[name.replace('price', 'currency')] ?? '').toUpperCase();
    const amount = isCurrency(currency) ? minorOf(values[name] ?? '', currency) : null;
    if (amount === null) wrong.push(name);
    else prices.push({ amount, currency });
  }
  return { prices, wrong };
}

function taxRateOf(typed: string | undefined): number | null {
  const text = (typed || '0').replace(',', '.');
  return /^\d{1,3}(?:\.\d{1,2})?$/u.test(text) && Number(text) <= 100 ? Number(text) : null;
}

/** Null if one is wrong. */
function barcodesOf(typed: string | undefined): string[] | null {
  const codes = (typed ?? '').split(/[\s,;]+/u).filter(Boolean);
  const read = codes.map(gtinOf);
  return read.every((code) => code !== null) && read.length <= 20 ? [...new Set(read)] : null;
}

/** The product in the form, and its errors. */
export function productBody(values: Values) {
  const { prices, wrong } = pricesIn(values);
  const taxRate = taxRateOf(values.taxRate);
  const fields: Values = Object.fromEntries(wrong.map((name) => [name, m.console_products_price_wrong()]));
  const barcodes = barcodesOf(values.barcodes);
  if (barcodes === null) fields.barcodes = m.console_products_barcodes_wrong();
  if (taxRate === null) fields.taxRate = m.console_products_tax_wrong();
  const name = textsIn(values, 'name');
  if (!name) fields.name = m.common_field_required();
  if (!values.id && !values.sku) fields.sku = m.common_field_required();
  const body = {
    name: name ?? {},
    category: values.category ?? '',
    brand: values.brand ?? '',
    kind: lineKind.catch('goods').parse(values.kind),
    picture: pictureKey.catch('bag').parse(values.picture),
    prices,
    taxRate: taxRate ?? 0,
    barcodes: barcodes ?? [],
    priceBound: values.priceBound === 'on',
    quickKey: values.quickKey === 'on',
    interests: interestsIn(values),
    active: values.active === 'on',
  };
  return { body, fields };
}
