import { roundRatio } from '../../money.ts';
import { dearestFirst, offOf, pick, piecesOf, uncut, type Portion } from '../portions.ts';
import { chosenOf, openOf, type Amounts, type DiscountKind } from './kind.ts';

/** Each piece costs so much, a kilogram for goods sold by weight. The dearest pieces first. */
export interface FixedPrice {
  readonly prices: Amounts;
  /** How many pieces have this price; all if null. */
  readonly pieces: number | null;
}

export const fixedPrice: DiscountKind<FixedPrice> = {
  apply: ({ prices, pieces }, input) => {
    const price = prices[input.currency];
    if (price === undefined) return { none: { kind: 'other-currency' } };
    if (chosenOf(input).chosen.length === 0) return { none: { kind: 'no-matching-line' } };
    const { open, others } = openOf(input);
    const isDearer = (portion: Portion): boolean => portion.left > costOf(portion, price);
    const dearer = open.filter(isDearer).toSorted(dearestFirst);
    const { picked, rest } = pick(dearer, pieces ?? piecesOf(dearer));
    const cheaper = open.filter((portion) => !isDearer(portion));
    const cuts = picked.map((portion) => ({
      portion,
      off: Math.max(0, portion.left - costOf(portion, price)),
      takes: true,
    }));
    if (offOf(cuts) === 0) return { none: { kind: 'no-effect' } };
    return { cuts: [...cuts, ...[...rest, ...cheaper, ...others].map(uncut)] };
  },
};

const costOf = ({ quantity }: Portion, price: number): number => roundRatio([price, quantity], [1000]);
