import { luhnCheck } from '../cards/luhn.ts';
import { inGroupsOfFour, type RandomBelow } from '../cards/number.ts';
import { codeKey } from './shared-code.ts';

/** Crockford's base 32: no I, L, O, U. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 12;
const ownLength = randomLength + 1;
const longestPrefix = 8;
/** Before the characters, so that the check character is never that of a voucher with the same ones. */
const domain = symbols.indexOf('C');

/** The key of a code that one customer redeems once: 12 random characters with 60 unguessable bits, and a check character. */
export function newUniqueCode(randomBelow: RandomBelow, prefix = ''): string {
  const characters = Array.from({ length: randomLength }, () => symbols.charAt(randomBelow(32))).join('');
  // Digits alone look like goods or a customer number.
  if (!hasLetter.test(characters)) return newUniqueCode(randomBelow, prefix);
  return (codeKey(prefix) ?? '') + characters + checkOf(characters);
}

/**
 * Whether a key has the form of a unique code. 'mistyped': its check character does not fit. Null: it is another kind of
 * code.
 */
export function uniqueCodeForm(key: string): 'sound' | 'mistyped' | null {
  const own = key.slice(-ownLength);
  if (own.length < ownLength || key.length > ownLength + longestPrefix) return null;
  if (!ofSymbols.test(own) || !hasLetter.test(own)) return null;
  return checkOf(own.slice(0, randomLength)) === own.slice(randomLength) ? 'sound' : 'mistyped';
}

/** `SUMMER-7K3M-9QWX-ZT4E-8`, with the prefix as it was chosen. */
export function formatUniqueCode(key: string, prefix = ''): string {
  const own = inGroupsOfFour(key.slice(-ownLength), '-');
  return prefix === '' ? own : `${prefix}-${own}`;
}

const ofSymbols = /^[0-9A-HJKMNP-TV-Z]+$/u;
const hasLetter = /[A-Z]/u;

const checkOf = (characters: string): string => {
  const values = [...characters].map((symbol) => symbols.indexOf(symbol));
  return symbols.charAt(luhnCheck([domain, ...values], symbols.length));
};
