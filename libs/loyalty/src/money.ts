import { LoyaltyError } from './errors.ts';

/** The largest amount of money that a line or payment may have, in minor units. */
export const maxAmount = 1_000_000_000_000;

/** Throws LoyaltyError('amount-out-of-range') unless it is an integer from `least` to `maxAmount`. */
export function assertAmount(amount: number, field: string, least = 0): void {
  if (Number.isSafeInteger(amount) && amount >= least && amount <= maxAmount) return;
  throw new LoyaltyError('amount-out-of-range', { field, amount: String(amount), least, most: maxAmount });
}

function bigProduct(factors: readonly number[]): bigint {
  return factors.reduce((product, factor) => product * BigInt(factor), 1n);
}

/** ⌊∏ factors ÷ ∏ divisors⌋, exact; for integers, factors ≥ 0 and divisors > 0. */
export function floorRatio(factors: readonly number[], divisors: readonly number[]): number {
  return Number(bigProduct(factors) / bigProduct(divisors));
}

/** ∏ factors ÷ ∏ divisors, exact, rounded to the nearest, halves away from zero; for integers, divisors > 0. */
export function roundRatio(factors: readonly number[], divisors: readonly number[]): number {
  const divisor = bigProduct(divisors);
  const product = bigProduct(factors);
  const half = product < 0n ? -divisor : divisor;
  return Number((2n * product + half) / (2n * divisor));
}

/**
 * Splits a total over weights by largest remainder, ties to the first. The parts sum to the total. Integers ≥ 0;
 * where all weights are 0, the first part takes all.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const parts = weights.map((weight) => floorRatio([total, weight], [sum]));
  const left = total - parts.reduce((all, part) => all + part, 0);
  const remainders = weights.map((weight) => (BigInt(total) * BigInt(weight)) % BigInt(sum));
  const byRemainder = weights
    .map((_, index) => index)
    .sort((a, b) => compareBig(remainders[b] ?? 0n, remainders[a] ?? 0n) || a - b);
  for (const index of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A decimal ≥ 0 as an integer of `10 ** -places`, read digit by digit; null if it has more places. */
export function scaledDecimal(value: number, places: number): number | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > places) return null;
  const scaled = Number(whole + fraction.padEnd(places, '0'));
  return Number.isSafeInteger(scaled) ? scaled : null;
}

/** A quantity as thousandths: 0.125 → 125. Throws LoyaltyError('quantity-out-of-range'). */
export function thousandthsOf(quantity: number): number {
  const scaled = scaledDecimal(quantity, 3);
  if (scaled !== null && scaled <= maxAmount) return scaled;
  throw new LoyaltyError('quantity-out-of-range', { quantity: String(quantity), places: 3 });
}

const digitsByCurrency = new Map<string, number>();

/** How many decimal places the currency writes: EUR 2, JPY 0. */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/** 1780, EUR → `17.80 EUR`. */
export function moneyText(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = (amount < 0 ? '-' : '') + text.slice(0, text.length - digits);
  return `${digits === 0 ? whole : `${whole}.${text.slice(-digits)}`} ${currency}`;
}

/** 1780, EUR → 17.8. For files and charts only: no amount is ever calculated with it. */
export const majorUnits = (amount: number, currency: string): number => amount / 10 ** minorDigits(currency);
