import { checkCondition, holds, type Condition } from '@regulars/conditions';
import { numberIn } from '../../words.ts';
import { extraOf, moreIn } from '../base-rate.ts';
import { lineSubject } from '../../facts/line-facts.ts';
import type { EarningPurchase } from '../purchase.ts';
import { isSound } from '../soundness.ts';
import type { RuleKind } from './kind.ts';

/** Some lines earn `times` their usual points. */
export interface Multiplier {
  readonly kind: 'multiplier';
  /** ≥ 1, a decimal of up to 3 places. */
  readonly times: number;
  /** About lines. */
  readonly where: Condition;
}

export interface MultiplierReason {
  readonly kind: 'multiplier';
  readonly amount: number;
  readonly currency: string;
  readonly times: number;
}

/** Which lines match the condition. None if it comes from a newer version. */
const matching = ({ where }: Multiplier, { lines, currency }: EarningPurchase): boolean[] =>
  lines.map((line) => isSound(where, 'line') && holds(where, lineSubject(line, currency)));

export const multiplier: RuleKind<Multiplier, MultiplierReason> = {
  kind: 'multiplier',

  check: ({ where }) =>
    checkCondition(where, 'line').map(({ pointer, fault }) => ({
      pointer: `/where${pointer}`,
      message: fault,
    })),

  applies: (effect, { purchase, bases }) =>
    matching(effect, purchase).some(
      (matches, index) => matches && bases.some(({ amounts }) => (amounts[index] ?? 0) > 0),
    ),

  grant: (effect, { purchase, bases }) => {
    const matches = matching(effect, purchase);
    const onMatching = bases.map(({ rate, amounts }) => ({
      rate,
      amounts: amounts.map((amount, index) => (matches[index] ? amount : 0)),
    }));
    const { points, amount } = extraOf(onMatching, effect.times);
    return {
      points,
      reason: { kind: 'multiplier', amount, currency: purchase.currency, times: effect.times },
    };
  },

  explain: {
    multiplier: {
      en: (reason) => `× ${numberIn('en', reason.times)}: ${moreIn('en', reason)}`,
      de: (reason) => `× ${numberIn('de', reason.times)}: ${moreIn('de', reason)}`,
      cs: (reason) => `× ${numberIn('cs', reason.times)}: ${moreIn('cs', reason)}`,
    },
  },
};
