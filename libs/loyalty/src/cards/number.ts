import { luhnCheck } from './luhn.ts';

/** How the club numbers its own cards. */
export interface CardNumbering {
  /** The first digits of all cards. */
  readonly prefix: string;
  /** Digits with the check digit. */
  readonly length: number;
}

export const usualNumbering: CardNumbering = { prefix: '4021', length: 16 };

/** So many digits of a number are random, at least: nobody finds a card by trying. */
const fewestRandom = 6;
const longestPrefix = 7;

/** A scanner cannot tell numbers of these lengths from the barcodes of goods. */
const barcodeLengths: readonly number[] = [8, 12, 13, 14];

/** The lengths that new numbers may have. */
export const cardNumberLengths: readonly number[] = [9, 10, 11, 15, 16, 17, 18, 19];

/** Whether new cards can be numbered so. A leading zero would look like a telephone number. */
export const isNumbering = ({ prefix, length }: CardNumbering): boolean =>
  /^(?:[1-9]\d*)?$/.test(prefix) &&
  prefix.length <= longestPrefix &&
  cardNumberLengths.includes(length) &&
  length - 1 - prefix.length >= fewestRandom;

/** A uniform, unpredictable random integer from 0 to `exclusive` − 1. */
export type RandomBelow = (exclusive: number) => number;

/** A number for a new card. The last digit is a Luhn check digit. */
export function newCardNumber(randomBelow: RandomBelow, numbering: CardNumbering): string {
  const { prefix, length } = numbering;
  if (!isNumbering(numbering))
    throw new RangeError(`No card numbers of ${length} digits begin with ${prefix}`);
  const first = prefix === '' ? String(1 + randomBelow(9)) : prefix;
  const digits = Array.from({ length: length - 1 - first.length }, () => randomBelow(10));
  return withCheckDigit(first + digits.join(''));
}

export function withCheckDigit(digits: string): string {
  return digits + luhnCheck([...digits].map(Number), 10);
}

/**
 * The number of any card, also of another programme: 6 to 20 letters and digits. Blanks, hyphens, and upper and lower case
 * do not matter. Null for anything else. Whether such a card exists, only the club knows.
 */
export function cardNumberOf(text: string): string | null {
  const number = text.replaceAll(/[\s-]/g, '');
  return /^[0-9A-Za-z]{6,20}$/.test(number) ? number.toUpperCase() : null;
}

/** Whether the number looks like one of the club's own cards, but its check digit is wrong. */
export function isMistyped(number: string, { prefix, length }: CardNumbering): boolean {
  const looksOwn = /^\d+$/.test(number) && number.length === length && number.startsWith(prefix);
  return looksOwn && withCheckDigit(number.slice(0, -1)) !== number;
}

/** 16 digits with a check digit, ignoring spaces and hyphens: surely a card. Null if it is none of these. */
export function parseCardNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{16}$/.test(digits)) return null;
  return withCheckDigit(digits.slice(0, -1)) === digits ? digits : null;
}

/** `4021 0000 1234 5676`. Cards with letters, short numbers and barcodes stay as they are. */
export function formatCardNumber(number: string): string {
  const hasGroups = /^\d{9,}$/.test(number) && !barcodeLengths.includes(number.length);
  return hasGroups ? inGroupsOfFour(number, ' ') : number;
}

export function inGroupsOfFour(text: string, separator: string): string {
  return (text.match(/.{1,4}/g) ?? []).join(separator);
}
