import { discountCart, type Cart, type DiscountedCart } from './price-cart.ts';
import type { NotApplied, Redeemable } from './redeemable.ts';

/**
 * Prices a cart. An exclusive discount that counts by itself was chosen by nobody, so it may not take away what someone
 * chose: it counts if it takes more off than all others together, and else not at all. What it outdoes says so.
 * @param most how many discounts a cart may have
 * @param unasked ids of discounts that count by themselves
 */
export function fairCart(
  cart: Cart,
  redeemables: readonly Redeemable[],
  most: number,
  unasked: ReadonlySet<string>,
): DiscountedCart {
  const pushing = redeemables.filter(({ id, exclusive }) => exclusive && unasked.has(id));
  if (pushing.length === 0) return discountCart(cart, redeemables, most);
  const chosen = redeemables.filter((each) => !pushing.includes(each));
  const without = discountCart(cart, chosen, most);
  const alone = discountCart(cart, pushing, most);
  const [winner] = alone.applied;
  if (!winner) return { ...without, notApplied: [...without.notApplied, ...alone.notApplied] };
  if (without.applied.length === 0 || winner.discount > offOf(without)) {
    const outdone = chosen.map(({ id }) => reasonOf(id, without) ?? outdoneBy(id, winner.id));
    return { ...alone, notApplied: [...alone.notApplied, ...outdone] };
  }
  const strongest = without.applied.reduce((one, other) => (other.discount > one.discount ? other : one));
  const outdone = pushing.map(({ id }) => reasonOf(id, alone, 'exclusive') ?? outdoneBy(id, strongest.id));
  return { ...without, notApplied: [...without.notApplied, ...outdone] };
}

type Unapplied = DiscountedCart['notApplied'][number];

const offOf = ({ applied }: DiscountedCart): number =>
  applied.reduce((sum, { discount }) => sum + discount, 0);

/** Why it would not count in any case; reasons of this kind do not matter. */
const reasonOf = (
  id: string,
  { notApplied }: DiscountedCart,
  except?: NotApplied['kind'],
): Unapplied | undefined => notApplied.find((each) => each.id === id && each.because.kind !== except);

const outdoneBy = (id: string, by: string): Unapplied => ({ id, because: { kind: 'outdone', by } });
