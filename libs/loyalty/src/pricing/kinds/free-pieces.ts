import { roundRatio } from '../../money.ts';
import { cheapestFirst, dearestFirst, pick, piecesOf, uncut, type Portion } from '../portions.ts';
import { chosenOf, openOf, type DiscountKind } from './kind.ts';

/** Single pieces are free or cost less: the cheapest or the dearest ones of those that are meant. */
export interface FreePieces {
  readonly which: 'cheapest' | 'dearest';
  readonly pieces: number;
  /** Hundredths of a percent off each piece; 10,000 is free. */
  readonly percent: number;
}

const orders = { cheapest: cheapestFirst, dearest: dearestFirst };

export const freePieces: DiscountKind<FreePieces> = {
  apply: ({ which, pieces, percent }, input) => {
    if (chosenOf(input).chosen.length === 0) return { none: { kind: 'too-few-pieces', missing: 1 } };
    const { open, others } = openOf(input);
    const { picked, rest } = pick(open.filter(hasPrice).toSorted(orders[which]), pieces);
    if (piecesOf(picked) === 0) return { none: { kind: 'no-effect' } };
    const free = open.filter((portion) => !hasPrice(portion));
    const cuts = picked.map((portion) => ({ portion, off: partOf(portion, percent), takes: true }));
    return { cuts: [...cuts, ...[...rest, ...free, ...others].map(uncut)] };
  },
};

const hasPrice = ({ left }: Portion): boolean => left > 0;

/** Rounded once per portion, halves up. */
export const partOf = ({ left }: Portion, percent: number): number => roundRatio([left, percent], [10_000]);
