import type { Checkout } from '@regulars/contracts';
import { notRedeemedSentence, rewardRefusedSentence } from '@regulars/loyalty';
import { problemOfReward } from '../rewards/index.ts';
import { costOf, redeemedIn, type PricedCart, type PricedReward } from './checkout.ts';
import { problemOf, type Words } from './cart-words.ts';

type CartWords = Words & { readonly currency: string; readonly nameOf: (id: string) => string };

/** In the order of the cart. */
export const rewardsOf = (priced: PricedCart, words: CartWords): Checkout['rewards'] => {
  const redeemed = new Set(redeemedIn(priced));
  return (priced.rewards ?? []).map((reward) => {
    const { place, id, name, count, vouchers, discounts } = reward;
    const applied = redeemed.has(reward);
    return {
      place,
      id,
      name: name && words.of(name),
      count,
      points: applied ? costOf([reward]) : 0,
      toPay: reward.toPay,
      discount: discounts.reduce((sum, { amount }) => sum + amount, 0),
      applied,
      vouchers: applied ? [...vouchers] : [],
      ...whyNot(reward, words),
    };
  });
};

/** What rewards cost, and the points that pay. */
export const spentOf = (priced: PricedCart): number =>
  costOf(redeemedIn(priced)) + (priced.pointsPaid?.points ?? 0);

const whyNot = (
  { because, without }: PricedReward,
  words: CartWords,
): Pick<Checkout['rewards'][number], 'problem' | 'detail'> => {
  if (because)
    return { problem: problemOfReward[because.kind], detail: rewardRefusedSentence(because, words.language) };
  if (without) return { problem: problemOf[without.kind], detail: notRedeemedSentence(without, words) };
  return { problem: null, detail: null };
};
