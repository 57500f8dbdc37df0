import type { Basket } from './baskets.ts';

export interface Worth {
  /** Cents. */
  readonly amount: number;
  readonly points: number;
}

/** The price and the points of a basket at 1 point per whole dollar, calculated without the API. */
export const worthOf = ({ lines }: Basket, beforeDiscounts: boolean): Worth => {
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const given = beforeDiscounts ? lines.reduce((sum, line) => sum + line.discount, 0) : 0;
  return { amount, points: Math.floor((amount + given) / 100) };
};
