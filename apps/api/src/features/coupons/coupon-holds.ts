import { Injectable } from '@nestjs/common';
import { CouponHoldsRepository } from './coupon-holds.repository.ts';
import { assertRedeemable, type CouponContext } from './coupon-participant.ts';

/** A checkout that holds coupons, and how long. */
interface Holder {
  readonly checkoutId: string;
  readonly memberId: string | null;
  readonly until: Date;
}

/** Coupons that checkouts hold while someone pays. A hold counts as a use. Only inside a transaction. */
@Injectable()
export class CouponHolds {
  constructor(private readonly holds: CouponHoldsRepository) {}

  /** Under the locks of `coupons_read`. Throws `checkout-changed`, `coupon-used-up`, `coupon-limit-of-member`. */
  async take({ checkoutId, memberId, until }: Holder, coupons: CouponContext): Promise<void> {
    for (const coupon of coupons) assertRedeemable(coupon);
    await this.holds.insert(
      coupons.map(({ id, part, asked }) => ({
        checkout_id: checkoutId,
        coupon_id: id,
        member_id: memberId,
        local_day: asked.localDay,
        part,
        expires_at: until,
      })),
    );
  }

  /** Everything that the checkout holds. What has expired comes back once. */
  async release(checkoutId: string): Promise<void> {
    await this.holds.release(checkoutId);
  }

  /** Returns how many coupons it still holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    return this.holds.extend(checkoutId, until);
  }
}
