import type { Coupon } from '@regulars/contracts';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import AmountOffFields from './AmountOffFields.svelte';
import BuyGetFields from './BuyGetFields.svelte';
import type { FieldsProps } from './fields-props.ts';
import FixedPriceFields from './FixedPriceFields.svelte';
import FreePiecesFields from './FreePiecesFields.svelte';
import PercentFields from './PercentFields.svelte';
import PointsBonusFields from './PointsBonusFields.svelte';
import PointsMultiplierFields from './PointsMultiplierFields.svelte';

type DiscountKind = Coupon['effect']['kind'];

interface Kind {
  label: () => string;
  /** Absent for a kind that has nothing to fill in. */
  fields?: Component<FieldsProps>;
  /** What it does, if no field says so. */
  explained?: () => string;
}

/** The kinds of coupons in the editor, the usual first. */
export const discountKinds: { readonly [K in DiscountKind]: Kind } = {
  percent: { label: m.coupons_kind_percent, fields: PercentFields },
  amount: { label: m.coupons_kind_amount, fields: AmountOffFields },
  'fixed-price': { label: m.coupons_kind_price, fields: FixedPriceFields },
  'free-pieces': { label: m.coupons_kind_free, fields: FreePiecesFields },
  'buy-get': { label: m.coupons_kind_buy_get, fields: BuyGetFields },
  'free-shipping': { label: m.coupons_kind_shipping, explained: m.coupons_shipping_hint },
  'points-bonus': { label: m.coupons_bonus_kind_points, fields: PointsBonusFields },
  'points-multiplier': { label: m.coupons_bonus_kind_times, fields: PointsMultiplierFields },
};

export const isDiscountKind = (typed: string): typed is DiscountKind => Object.hasOwn(discountKinds, typed);
