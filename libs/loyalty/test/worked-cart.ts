import { expect } from 'vitest';
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

/** The cart costs what was worked out, line by line and per tax rate. */
export const expectCart = ({ goods, coupons, left, taxes, not = {} }: Case): void => {
  const lines = goods.map(line);
  const priced = discountCart({ currency: 'EUR', lines }, coupons, 30);
  expect(priced.lines.map((each) => each.left)).toEqual(left);
  expect(Object.fromEntries(priced.notApplied.map(({ id, because }) => [id, because]))).toEqual(not);
  for (const [index, each] of priced.lines.entries())
    expect(each.discounts.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      (lines[index]?.gross ?? 0) - each.left,
    );
  if (taxes) {
    const total = totalOfLines(
      priced.lines.map((each, index) => ({ left: each.left, taxRate: lines[index]?.taxRate ?? 0 })),
    );
    expect(total.taxes.map(({ rate, gross, net, tax }) => [rate, gross, net, tax])).toEqual(taxes);
  }
};
