import { inGroupsOfFour, type RandomBelow } from '../cards/number.ts';

/** Crockford's base 32: no I, L, O, U. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/** The code in a member's link: 8 random characters, 40 unguessable bits. */
export const newReferralCode = (randomBelow: RandomBelow): string =>
  Array.from({ length }, () => symbols.charAt(randomBelow(symbols.length))).join('');

/**
 * The 8 characters of a typed code or of a scanned link, ignoring case, spaces and hyphens and reading O as 0 and I or L
 * as 1; null if it is neither.
 */
export function parseReferralCode(text: string): string | null {
  const [, linked] = /[?&]from=([\w-]{1,20})(?:[&#]|$)/.exec(text.trim()) ?? [];
  const code = (linked ?? text)
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : null;
}

/** `7K3M-9QWX`. */
export const formatReferralCode = (code: string): string => inGroupsOfFour(code, '-');
