import { luhnCheck } from '../cards/luhn.ts';
import { inGroupsOfFour, type RandomBelow } from '../cards/number.ts';

/** Crockford's base 32: no I, L, O, U. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 12;

/** A voucher code: 12 random characters and a check character, 60 unguessable bits. */
export function newVoucherCode(randomBelow: RandomBelow): string {
  return withCheckSymbol(
    Array.from({ length: randomLength }, () => symbols.charAt(randomBelow(32))).join(''),
  );
}

function withCheckSymbol(text: string): string {
  const values = [...text].map((symbol) => symbols.indexOf(symbol));
  return text + symbols.charAt(luhnCheck(values, symbols.length));
}

/**
 * The 13 characters of a typed code, ignoring case, spaces and hyphens and reading O as 0 and I or L as 1; null
 * if it is not a voucher code.
 */
export function parseVoucherCode(text: string): string | null {
  const code = text.replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{13}$/.test(code)) return null;
  return withCheckSymbol(code.slice(0, randomLength)) === code ? code : null;
}

/** `7K3M-9QWX-ZT4E-8`. */
export function formatVoucherCode(code: string): string {
  return inGroupsOfFour(code, '-');
}

/** A form that identifies a voucher without making it usable: `…3FK7`. */
export function maskVoucherCode(code: string): string {
  return `…${code.replaceAll('-', '').slice(-4)}`;
}
