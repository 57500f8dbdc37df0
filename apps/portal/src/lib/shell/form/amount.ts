import { minorDigits } from '@regulars/loyalty';

/** '12,50' or '12.50' as minor units; null for anything else, or too many decimals for the currency. */
export function minorOf(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const parts = /^(\d{1,9})(?:[.,](\d+))?$/u.exec(typed.replaceAll(/[\s\u00a0\u202f]/gu, ''));
  if (!parts) return null;
  const [, whole = '0', places = ''] = parts;
  if (places.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(places.padEnd(digits, '0') || '0');
}

/** Minor units for a text field: 1250, EUR → '12.50'. */
export function majorOf(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = (minor / 10 ** digits).toFixed(digits);
  return text.replace(/\.0+$/u, '');
}

export const isCurrency = (typed: string): boolean => /^[A-Z]{3}$/u.test(typed);
