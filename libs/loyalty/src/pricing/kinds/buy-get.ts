import type { ChosenLines } from '../../earning/kinds/chosen-lines.ts';
import { cheapestFirst, dearestFirst, pick, piecesOf, uncut, type Portion } from '../portions.ts';
import { partOf } from './free-pieces.ts';
import type { DiscountKind } from './kind.ts';

/**
 * So many pieces bring so many others free or for less. Each piece counts once: as bought or as given. The
 * cheapest pieces are given, over all groups. '3 for 2' is 2 to buy and 1 to get of the same goods; 'half off every
 * second' is 1 and 1 at 5,000.
 */
export interface BuyGet {
  readonly buy: number;
  readonly get: number;
  /** Hundredths of a percent off each piece that is given; 10,000 is free. */
  readonly percent: number;
  /** How many times per cart; no limit if null. */
  readonly times: number | null;
  /** The goods to get; those to buy if null, which are what the discount is about. */
  readonly given: ChosenLines | null;
}

/** Pieces by what they can count as. */
interface Sides {
  readonly onlyBuy: number;
  readonly onlyGet: number;
  readonly both: number;
}

export const buyGet: DiscountKind<BuyGet> = {
  apply: (effect, { portions, isChosen, isAmong }) => {
    const isGiven = effect.given === null ? isChosen : isAmong(effect.given);
    const open = portions.filter((portion) => !portion.taken && portion.left > 0);
    const usable = open.filter((portion) => isChosen(portion) || isGiven(portion));
    const isBoth = (portion: Portion): boolean => isChosen(portion) && isGiven(portion);
    const count = (test: (portion: Portion) => boolean): number => piecesOf(usable.filter(test));
    const both = count(isBoth);
    const sides = { both, onlyBuy: count(isChosen) - both, onlyGet: count(isGiven) - both };
    const times = timesIn(effect, sides);
    if (times === 0) return { none: { kind: 'too-few-pieces', missing: missingIn(effect, sides) } };
    // As many of the pieces that can be both stay, as the bought ones need.
    const spare = both - Math.max(0, times * effect.buy - sides.onlyBuy);
    const given = pick(
      usable.filter(isGiven).toSorted(cheapestFirst),
      times * effect.get,
      (portion, before) => (isBoth(portion) ? spare - piecesOf(before.filter(isBoth)) : portion.pieces),
    );
    const notGiven = [...given.rest, ...usable.filter((portion) => !isGiven(portion))];
    const bought = pick(notGiven.filter(isChosen).toSorted(dearestFirst), times * effect.buy);
    const others = [
      ...bought.rest,
      ...notGiven.filter((portion) => !isChosen(portion)),
      ...portions.filter((portion) => !usable.includes(portion)),
    ];
    return {
      cuts: [
        ...given.picked.map((portion) => ({ portion, off: partOf(portion, effect.percent), takes: true })),
        ...bought.picked.map((portion) => ({ portion, off: 0, takes: true })),
        ...others.map(uncut),
      ],
    };
  },
};

/** Pieces that are missing for so many times; 0 or less if there are enough. */
const missingFor = ({ buy, get }: BuyGet, { onlyBuy, onlyGet, both }: Sides, times: number): number =>
  Math.max(0, times * buy - onlyBuy) + Math.max(0, times * get - onlyGet) - both;

const missingIn = (effect: BuyGet, sides: Sides): number => missingFor(effect, sides, 1);

/** The most times for which there are enough pieces. */
function timesIn(effect: BuyGet, sides: Sides): number {
  const { onlyBuy, onlyGet, both } = sides;
  const most = Math.floor(Math.min((onlyBuy + both) / effect.buy, (onlyGet + both) / effect.get));
  let [enough, tooMany] = [0, Math.min(most, effect.times ?? most) + 1];
  while (tooMany - enough > 1) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (missingFor(effect, sides, middle) <= 0) enough = middle;
    else tooMany = middle;
  }
  return enough;
}
