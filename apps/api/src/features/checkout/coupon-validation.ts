import { Injectable } from '@nestjs/common';
import type { BodyOf, CouponValidity, validateCoupon } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { CartPricing } from './cart-pricing.ts';
import { CheckoutWords } from './checkout-words.ts';
import { RefusedCodes } from './refused-codes.ts';

/** Whether one code counts for a cart, without keeping the cart. */
@Injectable()
export class CouponValidation {
  constructor(
    private readonly pricing: CartPricing,
    private readonly words: CheckoutWords,
    private readonly refused: RefusedCodes,
  ) {}

  /** Throws `too-many-requests`, and as a preview of the purchase does. */
  async validate(actor: Actor, { code, ...goods }: BodyOf<typeof validateCoupon>): Promise<CouponValidity> {
    const cart = { ...goods, codes: [code], points: 0, manualDiscounts: [] };
    const codes = await this.refused.admit(cart, { couponsOnly: true });
    const found = { ...cart, codes };
    const priced = await this.pricing.price(actor, found);
    const addsPoints = priced.priced.applied.some(({ bonus }) => bonus);
    const quote = addsPoints ? await this.pricing.quote(actor, found) : priced;
    await this.refused.keepOf(quote);
    return this.words.validity(quote.priced, goods.currency);
  }
}
