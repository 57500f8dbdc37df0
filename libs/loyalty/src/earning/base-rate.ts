import { minorDigits, scaledDecimal } from '../money.ts';
import { moneyIn, numberIn, type Language, type Sentence } from '../words.ts';

/** `points` for every `per` minor units: 1 point per €1 is `{ points: 1, per: 100 }`. */
export interface Rate {
  readonly points: number;
  readonly per: number;
}

/** A rate as an exact fraction: the mean of several rates may need more digits than a number has. */
export interface ExactRate {
  readonly points: number | bigint;
  readonly per: number | bigint;
}

/** What a rule gives for money before rounding: a rate on the amounts of the lines that earn by it. */
export interface BaseRate {
  readonly rate: ExactRate;
  /** Minor units, one per line of the purchase. */
  readonly amounts: readonly number[];
  /** Of each line, if lines have rates of their own. Then `rate` is their mean. */
  readonly rates?: readonly ExactRate[];
}

/** Lines with rates of their own; null if none of them earns. */
export function ratedLines(amounts: readonly number[], rates: readonly ExactRate[]): BaseRate | null {
  const money = sum(amounts);
  if (money === 0) return null;
  let [points, per] = [0n, 1n];
  for (const [line, amount] of amounts.entries()) {
    const rate = rates[line];
    if (amount === 0 || !rate) continue;
    // Mostly all have the same denominator. Then it does not grow with the number of lines.
    if (BigInt(rate.per) === per) points += BigInt(amount) * BigInt(rate.points);
    else {
      points = points * BigInt(rate.per) + BigInt(amount) * BigInt(rate.points) * per;
      per *= BigInt(rate.per);
    }
  }
  return { rate: { points, per: per * BigInt(money) }, amounts, rates };
}

/** Throws RangeError if nothing can be computed with it. */
export function assertRate({ points, per }: ExactRate): void {
  if (points >= 0 && per > 0 && isWhole(points) && isWhole(per)) return;
  throw new RangeError('A rate is a fraction of whole numbers');
}

const isWhole = (value: number | bigint): boolean => typeof value === 'bigint' || Number.isSafeInteger(value);

const rateOn = ({ rate, rates }: BaseRate, line: number): ExactRate => rates?.[line] ?? rate;

export function pointsAtRate({ rate, amounts }: BaseRate): number {
  return Number((BigInt(sum(amounts)) * BigInt(rate.points)) / BigInt(rate.per));
}

/** The part of it that gives no more than another, line by line. */
export const baseAtMost = (base: BaseRate, most: BaseRate): BaseRate | null => {
  const amounts = base.amounts.map((amount, line) => {
    const [rate, limit] = [rateOn(base, line), rateOn(most, line)];
    const per = BigInt(rate.points) * BigInt(limit.per);
    if (per === 0n) return amount;
    const times = BigInt(limit.points) * BigInt(rate.per);
    return Math.min(amount, Number((BigInt(most.amounts[line] ?? 0) * times) / per));
  });
  return base.rates ? ratedLines(amounts, base.rates) : { rate: base.rate, amounts };
};

export interface Extra {
  readonly points: number;
  /** The money it applies to; 0 if nothing earns. */
  readonly amount: number;
}

/**
 * (times − 1) × all of these rates, floored once.
 * @param times ≥ 1, a decimal of up to 3 places; else RangeError
 * @param on for each line whether its money counts; all lines if absent
 */
export function extraOf(bases: readonly BaseRate[], times: number, on?: readonly boolean[]): Extra {
  const thousandths = scaledDecimal(times, 3);
  if (thousandths === null || !isMultiplier(times)) throw new RangeError(`A multiplier of ${times}`);
  let numerator = 0n;
  let denominator = 1n;
  let amount = 0;
  for (const { rate, amounts } of bases) {
    const money = on ? sumOn(amounts, on) : sum(amounts);
    amount = Math.max(amount, money);
    numerator = numerator * BigInt(rate.per) + BigInt(money) * BigInt(rate.points) * denominator;
    denominator *= BigInt(rate.per);
  }
  return { points: Number((numerator * BigInt(thousandths - 1000)) / (denominator * 1000n)), amount };
}

/** At least 1, a decimal of up to 3 places. */
export const isMultiplier = (times: number): boolean => (scaledDecimal(times, 3) ?? 0) >= 1000;

interface ExtraReason {
  readonly amount: number;
  readonly currency: string;
  readonly times: number;
}

const more: Sentence<{ readonly percent: string; readonly money: string }> = {
  en: ({ percent, money }) => `${percent}% more on ${money}, rounded down`,
  de: ({ percent, money }) => `${percent}\u00a0% mehr auf ${money}, abgerundet`,
  cs: ({ percent, money }) => `o ${percent}\u00a0% více z částky ${money}, zaokrouhleno dolů`,
};

/** `10% more on 25.50 EUR, rounded down` */
export function moreIn(language: Language, { amount, currency, times }: ExtraReason): string {
  const percent = ((scaledDecimal(times, 3) ?? 1000) - 1000) / 10;
  return more[language]({
    percent: numberIn(language, percent),
    money: moneyIn(language, amount, currency),
  });
}

const sumOn = (amounts: readonly number[], on: readonly boolean[]): number =>
  amounts.reduce((total, amount, line) => (on[line] ? total + amount : total), 0);

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

const forEach: Sentence<void> = { en: () => 'per', de: () => 'je', cs: () => 'za' };

/** `17.80 EUR × 1`, `100.00 CZK ÷ 25`, `100.00 EUR × 3 per 7.00 EUR` */
export function ratedIn(
  language: Language,
  { points, per }: Rate,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): string {
  const money = moneyIn(language, amount, currency);
  const perUnit = points * 10 ** minorDigits(currency);
  if (perUnit % per === 0) return `${money} × ${perUnit / per}`;
  if (per % perUnit === 0) return `${money} ÷ ${per / perUnit}`;
  return `${money} × ${points} ${forEach[language]()} ${moneyIn(language, per, currency)}`;
}

const roundedDown: Sentence<string> = {
  en: (text) => `${text}, rounded down`,
  de: (text) => `${text}, abgerundet`,
  cs: (text) => `${text}, zaokrouhleno dolů`,
};
export const roundedDownIn = (language: Language, text: string): string => roundedDown[language](text);
