import { chosenOf, openOf, type Discount, type DiscountInput } from './kinds/kind.ts';
import { dearestFirst, pick, piecesOf, uncut, type Portion } from './portions.ts';

/** A discount is only on every n-th piece of what it is about: in the order of their prices, the dearest first. */
export interface Nth {
  /** 2 is every second piece. */
  readonly every: number;
  /** On how many pieces at most; any number if null. */
  readonly most: number | null;
}

/**
 * Applies a discount to every n-th piece. The pieces up to the last of these are used for other discounts on single pieces:
 * those that cost less, and those that were counted.
 */
export function onNth(
  { every, most }: Nth,
  input: DiscountInput,
  apply: (input: DiscountInput) => Discount,
): Discount {
  if (chosenOf(input).chosen.length === 0) return { none: { kind: 'no-matching-line' } };
  const { open, others } = openOf(input);
  const priced = open.filter(hasPrice).toSorted(dearestFirst);
  const count = Math.min(Math.floor(piecesOf(priced) / every), most ?? Infinity);
  if (count === 0) return { none: { kind: 'too-few-pieces', missing: every - piecesOf(priced) } };
  const used = pick(priced, count * every);
  const { meant, between } = everyNth(used.picked, every);
  const given = apply({ ...input, portions: meant, isChosen: () => true });
  if ('none' in given) return given;
  const free = open.filter((portion) => !hasPrice(portion));
  return {
    cuts: [
      ...given.cuts.map((cut) => ({ ...cut, takes: true })),
      ...between.map((portion) => ({ portion, off: 0, takes: true })),
      ...[...used.rest, ...free, ...others].map(uncut),
    ],
  };
}

const hasPrice = ({ left }: Portion): boolean => left > 0;

/** In the order of the portions. */
function everyNth(
  portions: readonly Portion[],
  every: number,
): { readonly meant: readonly Portion[]; readonly between: readonly Portion[] } {
  const [meant, between]: [Portion[], Portion[]] = [[], []];
  let before = 0;
  for (const portion of portions) {
    const after = before + portion.pieces;
    const { picked, rest } = pick([portion], Math.floor(after / every) - Math.floor(before / every));
    meant.push(...picked);
    between.push(...rest);
    before = after;
  }
  return { meant, between };
}
