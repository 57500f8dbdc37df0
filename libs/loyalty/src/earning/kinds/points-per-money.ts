import { pointsAtRate, ratedIn, roundedDownIn, sum, type Rate } from '../base-rate.ts';
import type { LineKind } from '../../price-line.ts';
import { checkLines, chosenAmounts, type ChosenLines } from './chosen-lines.ts';
import { repeated, type RuleInput, type RuleKind } from './kind.ts';

/** Points per amount of money, by currency; on all lines or on some. */
export interface PointsPerMoney extends ChosenLines {
  readonly kind: 'points-per-money';
  readonly rates: readonly (Rate & { readonly currency: string })[];
  /** Kinds of lines that earn besides goods and services. */
  readonly alsoKinds?: readonly LineKind[] | undefined;
}

export type MoneyReason =
  | ({ readonly kind: 'money'; readonly amount: number; readonly currency: string } & Rate)
  | { readonly kind: 'no-rate'; readonly currency: string };

const baseOf = (
  effect: PointsPerMoney,
  input: Omit<RuleInput, 'bases'>,
): { readonly rate: Rate; readonly amounts: readonly number[] } | null => {
  const rate = effect.rates.find(({ currency }) => currency === input.purchase.currency);
  if (!rate) return null;
  const { points, per } = rate;
  return { rate: { points, per }, amounts: chosenAmounts(effect, input) };
};

export const pointsPerMoney: RuleKind<PointsPerMoney, MoneyReason> = {
  kind: 'points-per-money',

  stepsPerLine: 2,

  check: (effect) => [
    ...repeated(
      effect.rates.map(({ currency }) => currency),
      (index) => ({ pointer: `/rates/${index}/currency`, message: 'one rate per currency' }),
    ),
    ...repeated(effect.alsoKinds ?? [], (index) => ({
      pointer: `/alsoKinds/${index}`,
      message: 'each kind once',
    })),
    ...checkLines(effect),
  ],

  // A rule for some goods is not mentioned where none of them was bought.
  applies: (effect, input) =>
    (effect.where === undefined && effect.except === undefined) || sum(chosenAmounts(effect, input)) > 0,

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
      en: (reason) => roundedDownIn('en', ratedIn('en', reason, reason)),
      de: (reason) => roundedDownIn('de', ratedIn('de', reason, reason)),
      cs: (reason) => roundedDownIn('cs', ratedIn('cs', reason, reason)),
    },
    'no-rate': {
      en: ({ currency }) => `No points for purchases in ${currency}`,
      de: ({ currency }) => `Keine Punkte für Einkäufe in ${currency}`,
      cs: ({ currency }) => `Za nákupy v měně ${currency} nejsou žádné body`,
    },
  },
};
