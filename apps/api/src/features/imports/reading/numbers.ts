/** How a file writes a number, before its decimal mark is read. */
interface Written {
  /** Digits with decimal mark and separators; negative ones begin with `-`. */
  readonly text: string;
  /** The currency beside it, as ISO 4217 names it; undefined if there is none. */
  readonly currency: string | undefined;
}

/** Signs that stand for one currency here. A dollar or crown of another country is written by its code. */
const bySign: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  kč: 'CZK',
  kc: 'CZK',
  '£': 'GBP',
  $: 'USD',
  us$: 'USD',
  zł: 'PLN',
  zl: 'PLN',
  ft: 'HUF',
  fr: 'CHF',
  sfr: 'CHF',
  lei: 'RON',
  '¥': 'JPY',
};

/** `Kč`, `eur` or `€` as a code; undefined for anything else. */
export const currencyOf = (text: string): string | undefined => {
  const small = text.trim().toLowerCase().replace(/\.$/, '');
  return bySign[small] ?? (/^[a-z]{3}$/.test(small) ? small.toUpperCase() : undefined);
};

const dashes = /[\u2012-\u2015\u2212]/gu;
const brackets = /^\((.+)\)$/u;
const sign = String.raw`\p{Sc}|US\$|\p{L}+\.?`;
const signBefore = new RegExp(String.raw`^([+-]?)\s*(${sign})\s*(?=[+\-\d.,])`, 'iu');
const signAfter = new RegExp(String.raw`(?<=[\d.,-])\s*(${sign})\s*(-?)$`, 'iu');
/** `12,-` is a whole amount. */
const noCents = /(?<=\d)[.,]-{1,2}$/u;
const bareNumber = /^([+-]?)\s*([\d.,][\d.,'’\s]*?)(-?)$/u;

/** Apart from its currency: `12,90 €`, `€ -8.00`, `CHF 1'234.50`, `12,-`, `(3.20)`, `4.50-`. Null for other texts. */
export const writtenNumber = (cell: string): Written | null => {
  const plain = cell.trim().replaceAll(dashes, '-');
  const [, bracketed] = brackets.exec(plain) ?? [];
  const text = bracketed?.trim() ?? plain;
  const [, minusBefore = '', before] = signBefore.exec(text) ?? [];
  const [, after, minusAfter = ''] = signAfter.exec(text) ?? [];
  if (before !== undefined && after !== undefined) return null;
  const named = before ?? after;
  const currency = named === undefined ? undefined : currencyOf(named);
  if (named !== undefined && currency === undefined) return null;
  const left = text.replace(signBefore, '').replace(signAfter, '').replace(noCents, '');
  const [, first = '', digits, last = ''] = bareNumber.exec(left) ?? [];
  if (digits === undefined) return null;
  const signs = `${bracketed === undefined ? '' : '-'}${minusBefore}${minusAfter}${first}${last}`;
  return signs.length > 1 ? null : { text: `${signs === '-' ? '-' : ''}${digits}`, currency };
};

/** Separators are removed only in the right places: `3,86` is never read as 386, and `12 90` not as 1290. */
const grouped = {
  '.': /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
  ',': /^-?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/,
};
const apart = /^-?\d{1,3}(?:(?<gap>['’\s])\d{3})(?:\k<gap>\d{3})*(?:[.,]\d*)?$/u;

const plain = /^-?(?:\d+\.?\d*|\.\d+)$/u;

const readWith = (text: string, decimal: '.' | ','): string => {
  const joined = apart.test(text) ? text.replaceAll(/['’\s]/gu, '') : text;
  const whole = grouped[decimal].test(joined) ? joined.replaceAll(decimal === '.' ? ',' : '.', '') : joined;
  const read = decimal === '.' ? whole : whole.includes('.') ? '' : whole.replace(',', '.');
  return plain.test(read) ? read : '';
};

/**
 * Digits with a decimal point and nothing else; empty if the text is not a number. A number that can be read with the other
 * decimal mark only is read with it: `1234.50` among `1.234,5`.
 */
export const plainNumberOf = (text: string, decimal: '.' | ','): string =>
  readWith(text, decimal) || readWith(text, decimal === '.' ? ',' : '.');

const noDecimals = /[.,]0{1,2}$/u;
const thousands = /^[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+$/u;

/** A number that has no decimals: a point or comma before three digits sets thousands apart, whatever the decimal mark is. */
export const wholeNumberOf = (text: string): string => {
  const whole = text.trim().replace(noDecimals, '');
  return thousands.test(whole) ? whole.replaceAll(/[.,]/gu, '') : whole;
};
