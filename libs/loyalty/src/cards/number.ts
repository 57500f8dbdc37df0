import { luhnCheck } from './luhn.ts';

const numberLength = 16;

/** A uniform, unpredictable random integer from 0 to `exclusive` − 1. */
export type RandomBelow = (exclusive: number) => number;

/**
 * A card number: 16 digits, the last one a Luhn check digit.
 * @param prefix the first digits of all cards of the club, at most 7
 */
export function newCardNumber(randomBelow: RandomBelow, prefix: string): string {
  if (!/^\d{0,7}$/.test(prefix)) throw new RangeError(`A card number cannot begin with ${prefix}`);
  const digits = Array.from({ length: numberLength - 1 - prefix.length }, () => randomBelow(10));
  return withCheckDigit(prefix + digits.join(''));
}

export function withCheckDigit(digits: string): string {
  return digits + luhnCheck([...digits].map(Number), 10);
}

/** The 16 digits of a typed or printed number, ignoring spaces and hyphens; null if it is not a card number. */
export function parseCardNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{16}$/.test(digits)) return null;
  return withCheckDigit(digits.slice(0, -1)) === digits ? digits : null;
}

/** `4021 0000 1234 5676`. */
export function formatCardNumber(digits: string): string {
  return inGroupsOfFour(digits, ' ');
}

export function inGroupsOfFour(text: string, separator: string): string {
  return (text.match(/.{1,4}/g) ?? []).join(separator);
}
