import { Injectable } from '@nestjs/common';
import { DiscountHoldsRepository } from './discount-holds.repository.ts';
import { usable, type DiscountContext } from './discount-participant.ts';

/** A checkout that holds coupons and offers, and how long. */
interface Holder {
  readonly checkoutId: string;
  readonly memberId: string | null;
  readonly until: Date;
}

/** Coupons and offers that checkouts hold while someone pays. A hold counts as a use. Only inside a transaction. */
@Injectable()
export class DiscountHolds {
  constructor(private readonly holds: DiscountHoldsRepository) {}

  /**
   * Under the locks of `discounts_read`. Throws `checkout-changed`, `coupon-used-up`, `coupon-limit-of-day`,
   * `coupon-limit-of-member`.
   */
  async take({ checkoutId, memberId, until }: Holder, discounts: DiscountContext): Promise<void> {
    await this.holds.insert(
      usable(discounts).map(({ part, budgetPart, asked }) => ({
        checkout_id: checkoutId,
        sort: asked.sort,
        discount_id: asked.id,
        member_id: memberId,
        local_day: asked.localDay,
        part,
        expires_at: until,
        discount: asked.discount,
        currency: asked.currency,
        budget_part: budgetPart,
        by_code: asked.byCode,
      })),
    );
  }

  /** Everything that the checkout holds. What has expired comes back once. */
  async release(checkoutId: string): Promise<void> {
    await this.holds.release(checkoutId);
  }

  /** Returns how many it still holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    return this.holds.extend(checkoutId, until);
  }
}
