import { allocate, roundRatio } from '../../money.ts';
import { uncut } from '../portions.ts';
import { chosenOf, type DiscountKind } from './kind.ts';

/** A part of the price. It is rounded once, halves up, and shared out over the lines. */
export interface Percent {
  /** Hundredths of a percent, from 1 to 10,000. */
  readonly percent: number;
  /** The price before all discounts of the checkout, or what earlier ones left of it. */
  readonly of: 'initial' | 'reduced';
}

export const percent: DiscountKind<Percent> = {
  apply: ({ percent: rate, of }, input) => {
    const { chosen, others } = chosenOf(input);
    if (chosen.length === 0) return { none: { kind: 'no-matching-line' } };
    const bases = chosen.map(({ initial, left }) => (of === 'initial' ? initial : left));
    const sum = bases.reduce((all, base) => all + base, 0);
    const parts = allocate(roundRatio([sum, rate], [10_000]), bases);
    const cuts = chosen.map((portion, index) => ({
      portion,
      // Nothing is taken off twice: what one line cannot give is not taken from another.
      off: Math.min(parts[index] ?? 0, portion.left),
      takes: false,
    }));
    return { cuts: [...cuts, ...others.map(uncut)] };
  },
};
