import { allocate } from '../../money.ts';
import { leftOf, uncut, type Portion } from '../portions.ts';
import { chosenOf, type Amounts, type DiscountKind } from './kind.ts';

/** A fixed amount off, once for the cart or for each piece, never more than the price. */
export interface AmountOff {
  readonly amounts: Amounts;
  readonly per: 'cart' | 'piece';
}

export const amount: DiscountKind<AmountOff> = {
  apply: ({ amounts, per }, input) => {
    const { chosen, others } = chosenOf(input);
    const each = amounts[input.currency];
    if (each === undefined) return { none: { kind: 'other-currency' } };
    if (chosen.length === 0) return { none: { kind: 'no-matching-line' } };
    const offs = per === 'cart' ? sharedOut(each, chosen) : chosen.map((portion) => onPieces(each, portion));
    const cuts = chosen.map((portion, index) => ({ portion, off: offs[index] ?? 0, takes: false }));
    return { cuts: [...cuts, ...others.map(uncut)] };
  },
};

const sharedOut = (total: number, portions: readonly Portion[]): readonly number[] =>
  allocate(
    Math.min(total, leftOf(portions)),
    portions.map(({ left }) => left),
  );

const onPieces = (each: number, { pieces, left }: Portion): number => Math.min(each * pieces, left);
