import { minorDigits } from './money.ts';

/** Whole units of a currency that few purchases of a shop exceed. */
const unusual: Readonly<Record<string, number>> = {
  EUR: 500,
  USD: 500,
  GBP: 500,
  CHF: 500,
  CZK: 12_000,
  PLN: 2000,
  HUF: 200_000,
  DKK: 4000,
  SEK: 5000,
  NOK: 5000,
  RON: 2500,
  BGN: 1000,
  JPY: 80_000,
};
const elsewhere = 1000;

/**
 * Above this, the till asks before it posts a typed amount: a mistyped zero is money. In minor units.
 * @param chosen by the club, by currency
 */
export const unusualAmount = (
  currency: string,
  chosen: readonly { readonly amount: number; readonly currency: string }[],
): number =>
  chosen.find((limit) => limit.currency === currency)?.amount ??
  (unusual[currency] ?? elsewhere) * 10 ** minorDigits(currency);
