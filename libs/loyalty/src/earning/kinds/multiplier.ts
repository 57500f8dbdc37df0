import type { Condition } from '@regulars/conditions';
import { numberIn } from '../../words.ts';
import { extraOf, moreIn } from '../base-rate.ts';
import { checkLines, chosenLines } from './chosen-lines.ts';
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

export const multiplier: RuleKind<Multiplier, MultiplierReason> = {
  kind: 'multiplier',

  stepsPerLine: 1,

  multiplies: true,

  check: ({ where }) => checkLines({ where }),

  applies: ({ where }, { purchase, bases }) => {
    const matches = chosenLines({ where }, purchase);
    return bases.some(({ amounts }) => amounts.some((amount, index) => amount > 0 && matches[index]));
  },

  grant: ({ times, where }, { purchase, bases }) => {
    const { points, amount } = extraOf(bases, times, chosenLines({ where }, purchase));
    return { points, reason: { kind: 'multiplier', amount, currency: purchase.currency, times } };
  },

  explain: {
    multiplier: {
      en: (reason) => `× ${numberIn('en', reason.times)}: ${moreIn('en', reason)}`,
      de: (reason) => `× ${numberIn('de', reason.times)}: ${moreIn('de', reason)}`,
      cs: (reason) => `× ${numberIn('cs', reason.times)}: ${moreIn('cs', reason)}`,
    },
  },
};
