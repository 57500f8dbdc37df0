import { minorDigits } from '@regulars/loyalty';

// The API keeps the value of one point in thousandths of a minor unit: 100 points are worth a tenth of that number of
// minor units.
const placesOf = (currency: string): number => minorDigits(currency) + 1;
const largestPointValue = 100_000;

/** What 100 points are worth, for a text field: 1000, EUR → '1'. */
export function worthOfHundred(pointValue: number, currency: string): string {
  const places = placesOf(currency);
  return (pointValue / 10 ** places).toFixed(places).replace(/\.?0+$/u, '');
}

/** The value of a point where 100 are worth this much; null for anything that is not such an amount. */
export function pointValueOf(typed: string, currency: string): number | null {
  const places = placesOf(currency);
  const parts = /^(\d{1,7})(?:[.,](\d+))?$/u.exec(typed.trim());
  if (!parts) return null;
  const [, whole = '0', decimals = ''] = parts;
  if (decimals.length > places) return null;
  const value = Number(whole) * 10 ** places + Number(decimals.padEnd(places, '0'));
  return value <= largestPointValue ? value : null;
}
