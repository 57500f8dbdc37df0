import { uncut } from '../portions.ts';
import { chosenOf, type DiscountKind } from './kind.ts';

/** Nothing is paid for shipping, if the cart has goods that the discount is about. */
export type FreeShipping = unknown;

export const freeShipping: DiscountKind<FreeShipping> = {
  apply: (_, input) => {
    if (chosenOf(input).chosen.length === 0) return { none: { kind: 'no-matching-line' } };
    const { shipping = [], goods = [] } = Object.groupBy(input.portions, (portion) =>
      input.isShipping(portion) ? 'shipping' : 'goods',
    );
    if (shipping.every(({ left }) => left === 0)) return { none: { kind: 'no-effect' } };
    const cuts = shipping.map((portion) => ({ portion, off: portion.left, takes: false }));
    return { cuts: [...cuts, ...goods.map(uncut)] };
  },
};
