import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { Outbox } from '../../platform/events/outbox.ts';
import { UsedCodes } from '../coupons/index.ts';
import { LoneRedemptions, type LoneRedemption } from '../discounts/index.ts';
import { asksOf, type Quote } from './cart-pricing.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';

/** Codes that were redeemed without a purchase. Locks as a sale does: the wallet, the code, the coupon. Only inside a transaction. */
@Injectable()
export class RedeemedCodes {
  constructor(
    private readonly checkouts: CheckoutsRepository,
    private readonly codes: UsedCodes,
    private readonly discounts: LoneRedemptions,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Returns the id. Throws `coupon-used`, `coupon-held`, `checkout-changed`, `coupon-used-up`, `coupon-limit-of-day`,
   * `coupon-limit-of-member`.
   */
  async record(quote: Quote, currency: string): Promise<string> {
    const { memberId, locationId, at } = quote;
    const { codes, discounts } = await this.checkouts.reservingContext({ memberId, asks: asksOf(quote) });
    this.codes.assertFree(codes ?? [], at);
    const { id, row, event } = this.discounts.decide(discounts ?? [], { memberId, locationId, currency, at });
    await this.checkouts.redeemCode({
      redemptions: [row],
      ...(codes ? { codes: this.codes.rowsOf(codes, id, at) } : {}),
      events: this.outbox.rows([event]),
    });
    this.outbox.wakeRelay();
    return id;
  }

  /** Undefined also for one with a purchase, whose return gives it back. */
  async find(id: string): Promise<LoneRedemption | undefined> {
    return this.discounts.find(id);
  }

  /** False if it was given back before. The code locks before its coupon. */
  async rollBack(redemption: LoneRedemption, at: Instant): Promise<boolean> {
    await this.codes.giveBack(redemption.id);
    return this.discounts.rollBack(redemption, at);
  }
}
