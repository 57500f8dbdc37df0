import { allocate, roundRatio } from '../money.ts';

/** Some pieces of a line that were treated alike so far. Money in gross minor units. */
export interface Portion {
  /** Index of its line in the cart. */
  readonly line: number;
  /** Whole pieces. Goods sold by weight are one piece. */
  readonly pieces: number;
  /** Thousandths; `pieces` × 1000, or what was weighed. */
  readonly quantity: number;
  /** Its price before the discounts of the checkout. */
  readonly initial: number;
  /** What is left of the price. */
  readonly left: number;
  /** A discount on single pieces used it, so no other one does. */
  readonly taken: boolean;
}

/** What a discount does to a portion. */
export interface Cut {
  readonly portion: Portion;
  /** What it takes off, from 0 to what is left. */
  readonly off: number;
  /** Whether it uses up the pieces for other discounts on single pieces. */
  readonly takes: boolean;
}

/** How many pieces of a portion, in which order. */
export interface Picked {
  readonly picked: readonly Portion[];
  /** The other portions, and what is left of one that was divided. */
  readonly rest: readonly Portion[];
}

/** By the price of one piece, exactly, whatever the number of pieces. */
function byPiecePrice(one: Portion, other: Portion): number {
  const difference = BigInt(one.left) * BigInt(other.pieces) - BigInt(other.left) * BigInt(one.pieces);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Of equal ones the first in the cart, as below. */
export const cheapestFirst = (one: Portion, other: Portion): number =>
  byPiecePrice(one, other) || one.line - other.line;

export const dearestFirst = (one: Portion, other: Portion): number =>
  byPiecePrice(other, one) || one.line - other.line;

/** Divides a portion after `pieces` of its pieces. Both parts sum to the whole. */
function divided(portion: Portion, pieces: number): readonly [Portion, Portion] {
  const part = (amount: number): number => roundRatio([amount, pieces], [portion.pieces]);
  const first = {
    ...portion,
    pieces,
    quantity: part(portion.quantity),
    initial: part(portion.initial),
    left: part(portion.left),
  };
  const second = {
    ...portion,
    pieces: portion.pieces - pieces,
    quantity: portion.quantity - first.quantity,
    initial: portion.initial - first.initial,
    left: portion.left - first.left,
  };
  return [first, second];
}

/**
 * The first pieces of these portions.
 * @param most how many of a portion may be picked; all if absent
 */
export function pick(
  portions: readonly Portion[],
  pieces: number,
  most: (portion: Portion, pickedBefore: readonly Portion[]) => number = ({ pieces: all }) => all,
): Picked {
  const [picked, rest]: [Portion[], Portion[]] = [[], []];
  let wanted = pieces;
  for (const portion of portions) {
    const some = Math.min(wanted, portion.pieces, most(portion, picked));
    wanted -= some;
    if (some <= 0) rest.push(portion);
    else if (some === portion.pieces) picked.push(portion);
    else {
      const [first, second] = divided(portion, some);
      picked.push(first);
      rest.push(second);
    }
  }
  return { picked, rest };
}

export const piecesOf = (portions: readonly Portion[]): number =>
  portions.reduce((sum, { pieces }) => sum + pieces, 0);

export const leftOf = (portions: readonly Portion[]): number =>
  portions.reduce((sum, { left }) => sum + left, 0);

export const offOf = (cuts: readonly Cut[]): number => cuts.reduce((sum, { off }) => sum + off, 0);

/** The same cuts with no more than `most` in total, each less in proportion. */
export function cutAtMost(cuts: readonly Cut[], most: number): readonly Cut[] {
  const wanted = cuts.map(({ off }) => off);
  if (offOf(cuts) <= most) return cuts;
  const offs = allocate(most, wanted);
  return cuts.map((cut, index) => ({ ...cut, off: offs[index] ?? 0 }));
}

export const afterCut = ({ portion, off, takes }: Cut): Portion => ({
  ...portion,
  left: portion.left - off,
  taken: portion.taken || takes,
});

/** A portion that a discount leaves alone. */
export const uncut = (portion: Portion): Cut => ({ portion, off: 0, takes: false });
