import { checkCondition, holds, type LineFilter } from '@regulars/conditions';
import { numberIn } from '../../words.ts';
import { extraOf, moreIn } from '../base-rate.ts';
import { lineFacts, type EarningLine } from '../purchase.ts';
import type { RuleKind } from './kind.ts';

/** Some lines earn `times` what they would. */
export interface Multiplier {
  readonly kind: 'multiplier';
  /** ≥ 1, a decimal of up to 3 places. */
  readonly times: number;
  readonly where: LineFilter;
}

export interface MultiplierReason {
  readonly kind: 'multiplier';
  readonly amount: number;
  readonly currency: string;
  readonly times: number;
}

const matches = ({ where }: Multiplier, line: EarningLine): boolean => holds(where, lineFacts(line));

export const multiplier: RuleKind<Multiplier, MultiplierReason> = {
  kind: 'multiplier',

  check: ({ where }) =>
    checkCondition(where).map(({ pointer, fault }) => ({ pointer: `/where${pointer}`, message: fault })),

  applies: (effect, { purchase, bases }) =>
    purchase.lines.some(
      (line, index) => bases.some(({ amounts }) => (amounts[index] ?? 0) > 0) && matches(effect, line),
    ),

  grant: (effect, { purchase: { lines, currency }, bases }) => {
    const matching = lines.map((line) => matches(effect, line));
    const onMatching = bases.map(({ rate, amounts }) => ({
      rate,
      amounts: amounts.map((amount, index) => (matching[index] ? amount : 0)),
    }));
    const { points, amount } = extraOf(onMatching, effect.times);
    return { points, reason: { kind: 'multiplier', amount, currency, times: effect.times } };
  },

  explain: {
    multiplier: {
      en: (reason) => `× ${numberIn('en', reason.times)}: ${moreIn('en', reason)}`,
      de: (reason) => `× ${numberIn('de', reason.times)}: ${moreIn('de', reason)}`,
      cs: (reason) => `× ${numberIn('cs', reason.times)}: ${moreIn('cs', reason)}`,
    },
  },
};
