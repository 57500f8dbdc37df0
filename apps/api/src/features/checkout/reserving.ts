import type { AskedCode, CodesContext } from '../coupons/index.ts';
import type { AskedDiscount, DiscountContext } from '../discounts/index.ts';
import type { AskedVoucher, VouchersContext } from '../rewards/index.ts';
import type { CheckoutAtSale } from './checkout-participant.ts';

/** What `reserving_context` is asked, as a sale asks its participants. */
export interface ReservingSale {
  readonly memberId: string | null;
  readonly asks: {
    /** None if a till redeems a code without a checkout. */
    readonly checkout?: object;
    readonly discounts?: readonly AskedDiscount[];
    readonly codes?: readonly AskedCode[];
    readonly vouchers?: readonly AskedVoucher[];
  };
}

/** What it tells. */
export interface ReservingContext {
  /** Null without a member. */
  readonly memberStatus: string | null;
  /** Null if nothing was asked about one. */
  readonly checkout: CheckoutAtSale | null;
  /** Null if it uses none. */
  readonly codes: CodesContext | null;
  /** Null if it uses none. */
  readonly vouchers: VouchersContext | null;
  /** Null if it uses none. */
  readonly discounts: DiscountContext | null;
}
