import { minorDigits } from './money.ts';

/** What one unit of a currency is worth in the reporting currency, from a day until the next rate. */
export interface ExchangeRate {
  readonly currency: string;
  /** YYYY-MM-DD in the club's calendar. */
  readonly from: string;
  /** A decimal above zero, as text: '0.0397'. */
  readonly rate: string;
}

/** An amount in the reporting currency, and the rate that gave it. */
export interface ReportingAmount {
  readonly currency: string;
  readonly rate: string;
  /** Minor units of the reporting currency. */
  readonly gross: number;
}

/** The rate on a day: the newest that began by then; null if there is none. */
export function rateOn(rates: readonly ExchangeRate[], currency: string, day: string): string | null {
  let newest: ExchangeRate | null = null;
  for (const rate of rates)
    if (rate.currency === currency && rate.from <= day && (!newest || rate.from > newest.from)) newest = rate;
  return newest && newest.rate;
}

/**
 * Converts an amount, both in minor units. Exact; rounds half up, and negative amounts half down, so that a
 * return takes back what was given. Null if the result is too large.
 */
export function exchanged(amount: number, from: string, to: string, rate: string): number | null {
  const [whole = '', fraction = ''] = rate.split('.');
  const factor = BigInt(whole + fraction) * 10n ** BigInt(minorDigits(to));
  const divisor = 10n ** BigInt(fraction.length + minorDigits(from));
  const size = BigInt(Math.abs(amount)) * factor;
  const rounded = Number((2n * size + divisor) / (2n * divisor));
  if (!Number.isSafeInteger(rounded)) return null;
  return amount < 0 && rounded > 0 ? -rounded : rounded;
}

/** What a purchase is worth in the reporting currency, at the rate of its day; null while there is no rate. */
export function reportingAmount(
  { gross, currency, day }: { readonly gross: number; readonly currency: string; readonly day: string },
  reporting: string,
  rates: readonly ExchangeRate[],
): ReportingAmount | null {
  const rate = currency === reporting ? '1' : rateOn(rates, currency, day);
  const exchangedGross = rate === null ? null : exchanged(gross, currency, reporting, rate);
  if (rate === null || exchangedGross === null) return null;
  return { currency: reporting, rate, gross: exchangedGross };
}
