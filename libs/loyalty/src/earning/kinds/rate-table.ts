import { minorDigits } from '../../money.ts';
import { moneyIn, numberIn, type Language, type Sentence } from '../../words.ts';
import { pointsAtRate, ratedLines, roundedDownIn, type BaseRate } from '../base-rate.ts';
import { checkLines, chosenAmounts, type ChosenLines } from './chosen-lines.ts';
import type { RuleInput, RuleKind } from './kind.ts';
import { oncePerPurchase } from './once-per-purchase.ts';

/** Points per money, at a rate that each article has in a table. What has none there earns nothing. */
export interface RateTable extends ChosenLines {
  readonly kind: 'rate-table';
  /** The id of the table. Lines keep their rates in it. */
  readonly table: string;
}

interface RatedMoney {
  readonly amount: number;
  /** Thousandths of a point per whole unit of money. */
  readonly rate: number;
}

export interface RatesReason {
  readonly kind: 'rates';
  readonly currency: string;
  /** Those with the most money, each once. */
  readonly parts: readonly Pick<RatedMoney, keyof RatedMoney>[];
  /** How many other rates there were. */
  readonly more: number;
}

/** So many rates are told. */
const mostParts = 5;

interface Rated extends BaseRate {
  readonly parts: readonly RatedMoney[];
}

const ratedBy = oncePerPurchase((effect: RateTable, input: Omit<RuleInput, 'bases'>): Rated | null => {
  const { lines, currency } = input.purchase;
  const rates = lines.map((line) => line.rates?.[effect.table] ?? 0);
  const amounts = chosenAmounts(effect, input).map((amount, line) => ((rates[line] ?? 0) > 0 ? amount : 0));
  const per = 1000 * 10 ** minorDigits(currency);
  const base = ratedLines(
    amounts,
    rates.map((points) => ({ points, per })),
  );
  return base && { ...base, parts: partsOf(amounts, rates) };
});

function partsOf(amounts: readonly number[], rates: readonly number[]): RatedMoney[] {
  const byRate = new Map<number, number>();
  rates.forEach((rate, line) => {
    const amount = amounts[line] ?? 0;
    if (amount > 0) byRate.set(rate, (byRate.get(rate) ?? 0) + amount);
  });
  return [...byRate]
    .map(([rate, amount]) => ({ amount, rate }))
    .sort((one, other) => other.amount - one.amount || other.rate - one.rate);
}

export const rateTable: RuleKind<RateTable, RatesReason> = {
  kind: 'rate-table',

  stepsPerLine: 20,

  check: checkLines,

  applies: (effect, input) => ratedBy(effect, input) !== null,

  base: ratedBy,

  table: ({ table }) => table,

  grant: (effect, input) => {
    const { currency } = input.purchase;
    const rated = ratedBy(effect, input);
    const parts = rated?.parts ?? [];
    return {
      points: rated ? pointsAtRate(rated) : 0,
      reason: {
        kind: 'rates',
        currency,
        parts: parts.slice(0, mostParts),
        more: Math.max(0, parts.length - mostParts),
      },
    };
  },

  explain: {
    rates: {
      en: (reason) => said(reason, 'en'),
      de: (reason) => said(reason, 'de'),
      cs: (reason) => said(reason, 'cs'),
    },
  },
};

const others: Sentence<number> = {
  en: (count) => (count === 1 ? '1 other rate' : `${count} other rates`),
  de: (count) => (count === 1 ? '1 weiterer Satz' : `${count} weitere Sätze`),
  cs: (count) => {
    if (count === 1) return '1 další sazba';
    return count < 5 ? `${count} další sazby` : `${count} dalších sazeb`;
  },
};

/** `10.00 EUR × 2 + 5.00 EUR × 1.5, rounded down` */
const said = ({ parts, more, currency }: RatesReason, language: Language): string => {
  const told = parts.map(
    ({ amount, rate }) => `${moneyIn(language, amount, currency)} × ${numberIn(language, rate / 1000)}`,
  );
  return roundedDownIn(language, [...told, ...(more > 0 ? [others[language](more)] : [])].join(' + '));
};
