import { Injectable } from '@nestjs/common';
import type { Instant, Json } from '@regulars/loyalty';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { redemptionRow, usable, type DiscountContext } from './discount-participant.ts';
import { LoneRedemptionsRepository, type LoneRedemption } from './lone-redemptions.repository.ts';
import { loneRedemptionEvent } from './redemption-events.ts';

/** A redemption that is decided and not written yet. */
interface DecidedRedemption {
  readonly id: string;
  /** As `discounts_write` takes it. */
  readonly row: Json;
  readonly event: ClubEvent;
}

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
   * Under the locks of `discounts_read`, which reserved the use. Throws `checkout-changed`, `coupon-used-up`, `coupon-limit-of-day`,
   * `coupon-limit-of-member`.
   */
  decide(context: DiscountContext, use: LoneUse): DecidedRedemption {
    const [used, ...others] = usable(context);
    if (!used || others.length > 0) throw new Error('a till redeems one code');
    const id = newId();
    const { memberId, currency, at } = use;
    const { id: couponId, discount } = used.asked;
    return {
      id,
      row: redemptionRow({ ...use, id, purchaseId: null, points: 0 }, used),
      event: loneRedemptionEvent('redeemed', { id, couponId, memberId, discount, currency }, at),
    };
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
