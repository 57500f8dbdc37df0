import { amount, type AmountOff } from './amount.ts';
import { buyGet, type BuyGet } from './buy-get.ts';
import { fixedPrice, type FixedPrice } from './fixed-price.ts';
import { freePieces, type FreePieces } from './free-pieces.ts';
import { freeShipping, type FreeShipping } from './free-shipping.ts';
import type { Discount, DiscountInput, DiscountKind } from './kind.ts';
import { percent, type Percent } from './percent.ts';
import { pointsBonus, pointsMultiplier, type FixedBonus, type MultipliedBonus } from './points-bonus.ts';

/** All kinds of discounts. */
interface Kinds {
  percent: Percent;
  amount: AmountOff;
  'fixed-price': FixedPrice;
  'free-pieces': FreePieces;
  'buy-get': BuyGet;
  'free-shipping': FreeShipping;
  'points-bonus': FixedBonus;
  'points-multiplier': MultipliedBonus;
}

type DiscountKindName = keyof Kinds;
type EffectOf<K extends DiscountKindName> = { [P in K]: Kinds[P] & { readonly kind: P } }[K];
/** What a discount does, by its kind. */
export type DiscountEffect = EffectOf<DiscountKindName>;

const kinds: { readonly [K in DiscountKindName]: DiscountKind<EffectOf<K>> } = {
  percent,
  amount,
  'fixed-price': fixedPrice,
  'free-pieces': freePieces,
  'buy-get': buyGet,
  'free-shipping': freeShipping,
  'points-bonus': pointsBonus,
  'points-multiplier': pointsMultiplier,
};

export const discountOf = <K extends DiscountKindName>(effect: EffectOf<K>, input: DiscountInput): Discount =>
  kinds[effect.kind].apply(effect, input);
