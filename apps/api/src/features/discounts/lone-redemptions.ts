import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { redemptionRow, usable, type DiscountContext } from './discount-participant.ts';
import { LoneRedemptionsRepository, type LoneRedemption } from './lone-redemptions.repository.ts';
import { loneRedemptionEvent } from './redemption-events.ts';

interface LoneUse {
  readonly memberId: string | null;
  readonly locationId: string;
  readonly currency: string;
  readonly at: Instant;
}

/** Coupons that a till redeems which prices its sales itself: without a purchase of ours. Only inside a transaction. */
@Injectable()
export class LoneRedemptions {
  constructor(
    private readonly redemptions: LoneRedemptionsRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Under the locks of `discounts_read`. Returns the id. Throws `checkout-changed`, `coupon-used-up`, `coupon-limit-of-day`,
   * `coupon-limit-of-member`.
   */
  async record(context: DiscountContext, use: LoneUse): Promise<string> {
    const [used, ...others] = usable(context);
    if (!used || others.length > 0) throw new Error('a till redeems one code');
    const id = newId();
    await this.redemptions.insert(redemptionRow({ ...use, id, purchaseId: null, points: 0 }, used));
    const { memberId, currency, at } = use;
    const { id: couponId, discount } = used.asked;
    await this.outbox.append([
      loneRedemptionEvent('redeemed', { id, couponId, memberId, discount, currency }, at),
    ]);
    return id;
  }

  async find(id: string): Promise<LoneRedemption | undefined> {
    return this.redemptions.find(id);
  }

  /** False if it was given back before. */
  async rollBack(redemption: LoneRedemption, at: Instant): Promise<boolean> {
    if (!(await this.redemptions.giveBack(redemption.id))) return false;
    await this.outbox.append([loneRedemptionEvent('given-back', redemption, at)]);
    return true;
  }
}
