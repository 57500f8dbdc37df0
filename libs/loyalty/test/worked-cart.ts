import type { EarningLine } from '../src/earning/purchase.ts';
import { priceLine } from '../src/price-line.ts';
import type { DiscountEffect } from '../src/pricing/kinds/index.ts';
import { discountCart } from '../src/pricing/price-cart.ts';
import type { Redeemable } from '../src/pricing/redeemable.ts';
import { totalOfLines } from '../src/pricing/totals.ts';

interface Goods {
  /** A category; the name of the line. */
  readonly of: string;
  readonly price: number;
  readonly quantity?: number;
  readonly tax?: number;
  readonly kind?: EarningLine['kind'];
  readonly priceBound?: boolean;
}

export const line = ({
  of,
  price,
  quantity = 1,
  tax = 20,
  kind = 'goods',
  priceBound = false,
}: Goods): EarningLine => ({
  ...priceLine({ unitPrice: price, quantity, taxRate: tax }),
  kind,
  category: of,
  priceBound,
});

export const only = (category: string): Redeemable['on'] => ({
  where: { fact: 'line.category', op: 'is', value: category },
});

export const coupon = (id: string, effect: DiscountEffect, more: Partial<Redeemable> = {}): Redeemable => ({
  id,
  effect,
  on: {},
  category: { id: 'coupons', priority: 1, within: 'all' },
  exclusive: false,
  atMost: null,
  minimumSpend: null,
  ...more,
});

export const percentOff = (percent: number, of: 'initial' | 'reduced' = 'reduced'): DiscountEffect => ({
  kind: 'percent',
  percent: percent * 100,
  of,
});
export const euros = (amount: number, per: 'cart' | 'piece' = 'cart'): DiscountEffect => ({
  kind: 'amount',
  amounts: { EUR: amount },
  per,
});
export interface Case {
  readonly what: string;
  readonly goods: readonly Goods[];
  readonly coupons: readonly Redeemable[];
  /** What is to be paid per line, worked out by hand. */
  readonly left: readonly number[];
  /** Gross, net and tax per rate. */
  readonly taxes?: readonly (readonly [rate: number, gross: number, net: number, tax: number])[];
  readonly not?: Readonly<Record<string, unknown>>;
}

interface Told {
  readonly left: readonly number[];
  /** What was taken off each line. */
  readonly off: readonly number[];
  readonly not: Readonly<Record<string, unknown>>;
  readonly taxes?: Case['taxes'];
}

/** What the pricing says, as far as the case asks. */
export const priced = ({ goods, coupons, taxes }: Case): Told => {
  const lines = goods.map(line);
  const cart = discountCart({ currency: 'EUR', lines }, coupons, 30);
  const total = totalOfLines(
    cart.lines.map(({ left }, index) => ({ left, taxRate: lines[index]?.taxRate ?? 0 })),
  );
  return {
    left: cart.lines.map(({ left }) => left),
    off: cart.lines.map(({ discounts }) => discounts.reduce((sum, { amount }) => sum + amount, 0)),
    not: Object.fromEntries(cart.notApplied.map(({ id, because }) => [id, because])),
    ...(taxes && { taxes: total.taxes.map(({ rate, gross, net, tax }) => [rate, gross, net, tax] as const) }),
  };
};

/** The same, worked out by hand. */
export const byHand = ({ goods, left, not = {}, taxes }: Case): Told => ({
  left,
  off: goods.map((each, index) => line(each).gross - (left[index] ?? 0)),
  not,
  ...(taxes && { taxes }),
});
