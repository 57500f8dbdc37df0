import type { DiscountedCart, NotApplied, Redeemable } from '@regulars/loyalty';
import { newId } from '../../platform/ids.ts';
import type { AskedReward, JudgedReward } from '../rewards/index.ts';
import { redeemableVoucher } from './cart-codes.ts';
import { redeemedIn, type PricedReward, type SentCart } from './checkout.ts';

/** The vouchers of a purchase have their ids from the cart on, so that one of a discount can lower its price. */
export const askedRewards = (sent: SentCart['rewards']): AskedReward[] =>
  sent.map(({ id, count }) => ({ id, count, vouchers: Array.from({ length: count }, () => newId()) }));

/** Those of rewards that are redeemed and lower a price. */
export const vouchersOf = (rewards: readonly PricedReward[]): Redeemable[] =>
  redeemedIn({ rewards }).flatMap(({ vouchers, effect }) =>
    effect ? vouchers.map((id) => redeemableVoucher(id, effect)) : [],
  );

interface Priced {
  readonly cart: DiscountedCart;
}

/**
 * Prices the cart with the rewards that the member can redeem. One whose voucher would take nothing off is not redeemed: then the cart is
 * priced without it.
 */
export const withRewards = <Price extends Priced>(
  judged: readonly JudgedReward[],
  priceWith: (rewards: readonly PricedReward[]) => Price,
): Price & { readonly rewards: readonly PricedReward[] } => {
  let rewards: readonly PricedReward[] = judged.map(({ row: _, ...each }) => ({
    ...each,
    discounts: [],
    without: null,
  }));
  for (;;) {
    const price = priceWith(rewards);
    const idle = new Map(price.cart.notApplied.map(({ id, because }) => [id, because]));
    const first = redeemedIn({ rewards }).find((each) => reasonOf(each, idle));
    if (!first) return { ...price, rewards: rewards.map((each) => discountedBy(each, price.cart)) };
    const without = reasonOf(first, idle);
    rewards = rewards.map((each) => (each === first ? { ...each, without } : each));
  }
};

const reasonOf = ({ vouchers }: PricedReward, idle: ReadonlyMap<string, NotApplied>): NotApplied | null =>
  vouchers.flatMap((id) => idle.get(id) ?? [])[0] ?? null;

const discountedBy = (reward: PricedReward, { applied }: DiscountedCart): PricedReward => {
  const own = applied.filter(({ id }) => reward.vouchers.includes(id));
  return { ...reward, discounts: own.map(({ id, discount }) => ({ by: id, amount: discount })) };
};
