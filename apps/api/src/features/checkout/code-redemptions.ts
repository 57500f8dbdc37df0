import { Injectable } from '@nestjs/common';
import type { BodyOf, CouponRedemption, CouponRollback, redeemCouponCode } from '@regulars/contracts';
import { isoOf } from '@regulars/loyalty';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Reader } from '../club/index.ts';
import { RedeemedCodes } from './redeemed-codes.ts';
import { CartPricing, type Quote } from './cart-pricing.ts';
import { CheckoutWords } from './checkout-words.ts';
import { RefusedCodes } from './refused-codes.ts';

/** Codes for tills that price their sales themselves: redeemed without a purchase of ours, as a checkout redeems them. */
@Injectable()
export class CodeRedemptions {
  constructor(
    private readonly pricing: CartPricing,
    private readonly refused: RefusedCodes,
    private readonly words: CheckoutWords,
    private readonly redeemed: RedeemedCodes,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of its idempotency key. Throws `too-many-requests`, the problems of codes, and as a preview of the
   * purchase does.
   */
  async redeem(
    actor: Actor,
    code: string,
    goods: BodyOf<typeof redeemCouponCode>,
  ): Promise<CouponRedemption> {
    const cart = { ...goods, codes: [code], points: 0, manualDiscounts: [] };
    const codes = await this.refused.admit(cart, { couponsOnly: true });
    const quote = await this.pricing.price(actor, { ...cart, codes }, { alone: true });
    await this.refused.keepOf(quote);
    return atPath(async () => {
      await this.words.assertAllApply(quote.priced, goods.currency);
      const id = await this.redeemed.record(quote, goods.currency);
      return this.#shown(id, quote, goods.currency);
    });
  }

  /**
   * In the transaction of its idempotency key. The code can be used again, also if a return would not give it back. Throws
   * `not-found`, `coupon-redemption-rolled-back`.
   */
  async rollBack(actor: Actor, id: string): Promise<CouponRollback> {
    const redemption = await this.redeemed.find(id);
    if (!redemption || !mayWorkAt(actor, redemption.locationId)) throw new ClubError('not-found');
    if (!(await this.redeemed.rollBack(redemption, this.clock.now())))
      throw new ClubError('coupon-redemption-rolled-back');
    const { couponId, memberId, discount, currency } = redemption;
    return { id, couponId, memberId, discount, currency };
  }

  async #shown(id: string, { at, memberId, priced }: Quote, currency: string): Promise<CouponRedemption> {
    const [applied] = priced.applied;
    if (!applied) throw new Error('a redeemed code applies');
    const { of } = await this.reader.wording();
    return {
      id,
      code: applied.code,
      couponId: applied.id,
      name: of(applied.name),
      memberId,
      discount: applied.discount,
      currency,
      redeemedAt: isoOf(at),
      lines: priced.lines.map(({ price, amount }, line) => ({
        line,
        price,
        discount: price - amount,
        amount,
      })),
    };
  }
}

/** Refusals point to the code where this request has it. */
const atPath = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ClubError) || !error.details.errors) throw error;
    const errors = error.details.errors.map((each) =>
      each.pointer === '/codes/0' ? { ...each, pointer: '/path/code' } : each,
    );
    throw new ClubError(error.code, { ...error.details, errors });
  }
};
