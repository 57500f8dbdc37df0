import { uncut } from '../portions.ts';
import { chosenOf, type Discount, type DiscountInput, type DiscountKind } from './kind.ts';

/** So many points besides what the purchase earns. No price changes. */
export interface FixedBonus {
  readonly points: number;
}

/** The chosen goods earn so many times their points: 2 doubles them. No price changes. */
export interface MultipliedBonus {
  /** Above 1, a decimal of up to 3 places. */
  readonly times: number;
}

const untouched = (input: DiscountInput, points: NonNullable<Given['points']>): Discount =>
  chosenOf(input).chosen.length === 0
    ? { none: { kind: 'no-matching-line' } }
    : { cuts: input.portions.map(uncut), points };
type Given = Extract<Discount, { readonly cuts: unknown }>;

export const pointsBonus: DiscountKind<FixedBonus> = {
  apply: ({ points }, input) => untouched(input, { points }),
};

export const pointsMultiplier: DiscountKind<MultipliedBonus> = {
  apply: ({ times }, input) => untouched(input, { times }),
};
