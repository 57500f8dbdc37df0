import { moneyIn, pointsIn, type Language } from '../../words.ts';
import { sum } from '../base-rate.ts';
import { goodsAmounts } from './chosen-lines.ts';
import { repeated, type RuleInput, type RuleKind } from './kind.ts';

/** Fixed points per purchase, with or without a minimum amount. Nothing multiplies them. */
export interface FixedPoints {
  readonly kind: 'fixed-points';
  readonly points: number;
  /** By currency, in minor units. In other currencies the rule gives nothing. Empty: any purchase counts. */
  readonly minimums: readonly { readonly currency: string; readonly amount: number }[];
}

export interface FixedReason {
  readonly kind: 'fixed';
  readonly points: number;
  readonly currency: string;
  /** The required minimum; null if there is none. */
  readonly minimum: number | null;
}

/** The minimum that earns; null if the currency earns nothing. */
const neededOf = ({ minimums }: FixedPoints, { purchase: { currency } }: RuleInput): number | null =>
  minimums.length === 0 ? 0 : (minimums.find((minimum) => minimum.currency === currency)?.amount ?? null);

export const fixedPoints: RuleKind<FixedPoints, FixedReason> = {
  kind: 'fixed-points',

  stepsPerLine: 0,

  fixed: ({ points }) => points,

  check: ({ minimums }) =>
    repeated(
      minimums.map(({ currency }) => currency),
      (index) => ({ pointer: `/minimums/${index}/currency`, message: 'one minimum per currency' }),
    ),

  // Compares the money that earns points, so that returned goods and payments with points do not count.
  applies: (effect, input) => {
    const needed = neededOf(effect, input);
    const money = sum(goodsAmounts(input));
    return needed !== null && money > 0 && money >= needed;
  },

  grant: (effect, input) => {
    const { points } = effect;
    const { currency } = input.purchase;
    return { points, reason: { kind: 'fixed', points, currency, minimum: neededOf(effect, input) || null } };
  },

  explain: {
    fixed: {
      en: (reason) => said(reason, 'en', 'per purchase', 'of at least'),
      de: (reason) => said(reason, 'de', 'je Einkauf', 'ab'),
      cs: (reason) => said(reason, 'cs', 'za nákup', 'od'),
    },
  },
};

/** `50 points per purchase of at least 20.00 EUR` */
const said = (
  { points, currency, minimum }: FixedReason,
  language: Language,
  perPurchase: string,
  from: string,
): string => {
  const whole = `${pointsIn(language, points)} ${perPurchase}`;
  return minimum === null ? whole : `${whole} ${from} ${moneyIn(language, minimum, currency)}`;
};
