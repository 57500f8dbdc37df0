import { minorDigits } from '../../money.ts';
import { moneyIn, type Language } from '../../words.ts';
import { pointsAtRate, sum, type BaseRate, type Rate } from '../base-rate.ts';
import type { LineKind } from '../../price-line.ts';
import { earnsOn } from '../purchase.ts';
import { repeated, type RuleInput, type RuleKind } from './kind.ts';

/** Points per amount of money, by currency. */
export interface PointsPerMoney {
  readonly kind: 'points-per-money';
  readonly rates: readonly (Rate & { readonly currency: string })[];
  /** Kinds of lines that earn besides goods and services. */
  readonly alsoKinds?: readonly LineKind[];
}

export type MoneyReason =
  | ({ readonly kind: 'money'; readonly amount: number; readonly currency: string } & Rate)
  | { readonly kind: 'no-rate'; readonly currency: string };

const baseOf = (
  { rates, alsoKinds }: PointsPerMoney,
  { purchase, amounts }: Omit<RuleInput, 'bases'>,
): BaseRate | null => {
  const rate = rates.find(({ currency }) => currency === purchase.currency);
  if (!rate) return null;
  const { points, per } = rate;
  return { rate: { points, per }, amounts: earnsOn(purchase.lines, amounts, alsoKinds) };
};

export const pointsPerMoney: RuleKind<PointsPerMoney, MoneyReason> = {
  kind: 'points-per-money',

  check: ({ rates }) =>
    repeated(
      rates.map(({ currency }) => currency),
      (index) => ({ pointer: `/rates/${index}/currency`, message: 'one rate per currency' }),
    ),

  applies: () => true,

  base: baseOf,

  grant: (effect, input) => {
    const { currency } = input.purchase;
    const base = baseOf(effect, input);
    if (!base) return { points: 0, reason: { kind: 'no-rate', currency } };
    const reason = { kind: 'money', amount: sum(base.amounts), currency, ...base.rate } as const;
    return { points: pointsAtRate(base), reason };
  },

  explain: {
    money: {
      en: (reason) => `${rated(reason, 'en', 'per')}, rounded down`,
      de: (reason) => `${rated(reason, 'de', 'je')}, abgerundet`,
      cs: (reason) => `${rated(reason, 'cs', 'za')}, zaokrouhleno dolů`,
    },
    'no-rate': {
      en: ({ currency }) => `No points for purchases in ${currency}`,
      de: ({ currency }) => `Keine Punkte für Einkäufe in ${currency}`,
      cs: ({ currency }) => `Za nákupy v měně ${currency} nejsou žádné body`,
    },
  },
};

/** `17.80 EUR × 1`, `100.00 CZK ÷ 25`, `100.00 EUR × 3 per 7.00 EUR` */
const rated = (
  { amount, points, per, currency }: Extract<MoneyReason, { kind: 'money' }>,
  language: Language,
  forEach: string,
): string => {
  const money = moneyIn(language, amount, currency);
  const perUnit = points * 10 ** minorDigits(currency);
  if (perUnit % per === 0) return `${money} × ${perUnit / per}`;
  if (per % perUnit === 0) return `${money} ÷ ${per / perUnit}`;
  return `${money} × ${points} ${forEach} ${moneyIn(language, per, currency)}`;
};
