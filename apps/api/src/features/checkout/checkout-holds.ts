import { Injectable } from '@nestjs/common';
import { CodeHolds } from '../coupons/index.ts';
import { DiscountHolds } from '../discounts/index.ts';
import type { CheckoutRow } from './checkout.ts';
import type { ReservingContext } from './reserving.ts';

/** What a checkout holds while someone pays: codes for one use, then coupons and offers. Only inside a transaction. */
@Injectable()
export class CheckoutHolds {
  constructor(
    private readonly codes: CodeHolds,
    private readonly discounts: DiscountHolds,
  ) {}

  /** Under the locks of `reserving_context`. Throws `checkout-changed` and the refusals of coupons. */
  async take(
    { id: checkoutId, memberId }: Pick<CheckoutRow, 'id' | 'memberId'>,
    until: Date,
    { codes, discounts }: Pick<ReservingContext, 'codes' | 'discounts'>,
  ): Promise<void> {
    await this.codes.take(checkoutId, until, codes ?? []);
    await this.discounts.take({ checkoutId, memberId, until }, discounts ?? []);
  }

  async release(checkoutId: string): Promise<void> {
    await this.codes.release(checkoutId);
    await this.discounts.release(checkoutId);
  }

  /** Returns whether it still holds all of it. */
  async extend({ id, priced: { applied, offers = [] } }: CheckoutRow, until: Date): Promise<boolean> {
    const codes = await this.codes.extend(id, until);
    const discounts = await this.discounts.extend(id, until);
    const unique = applied.filter((each) => each.unique);
    return codes >= unique.length && discounts >= applied.length + offers.length;
  }
}
