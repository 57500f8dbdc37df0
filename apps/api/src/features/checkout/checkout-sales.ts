import { Injectable } from '@nestjs/common';
import type { BodyOf, completeCheckout } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Reader } from '../club/index.ts';
import { PurchasesService, type UnsaidReceipt } from '../purchases/index.ts';
import { CartRedemptions, CartVouchers, type AskedRedemption, type AskedVoucher } from '../rewards/index.ts';
import { asksOf, type Quote } from './cart-pricing.ts';
import { redeemedIn, type CheckoutRow } from './checkout.ts';

export type Completion = BodyOf<typeof completeCheckout>;

/** Books the sale of a checkout by the way of every purchase. */
@Injectable()
export class CheckoutSales {
  constructor(
    private readonly purchases: PurchasesService,
    private readonly redemptions: CartRedemptions,
    private readonly vouchers: CartVouchers,
    private readonly reader: Reader,
  ) {}

  /** Throws `receipt-already-counted` with the purchase's id. */
  async assertUncounted(locationId: string, receiptNumber: string): Promise<void> {
    await this.purchases.assertUncounted(locationId, receiptNumber);
  }

  /**
   * At the end of a transaction: first the rewards, then the purchase, in which the coupons and the checkout take part. So all of it happens
   * or nothing. Throws `location-mismatch`, and as a redemption and posting a purchase do.
   */
  async book(
    actor: Actor,
    { id, version, state, cart }: CheckoutRow,
    quote: Quote,
    { receipt, purchasedAt, payments }: Completion,
  ): Promise<UnsaidReceipt> {
    if (receipt.location !== cart.location)
      throw ClubError.field(
        'location-mismatch',
        '/receipt/location',
        'another location than that of the cart',
      );
    const { location: _, ...purchase } = quote.offered;
    const hold = state === 'reserved' ? id : undefined;
    const { vouchers = [], ...asks } = asksOf(quote, hold);
    const redeemed = await this.#redeem(actor, quote, hold);
    const allVouchers = [...vouchers, ...redeemed.vouchers];
    return this.purchases.record(actor, {
      ...purchase,
      receipt,
      purchasedAt,
      ...(payments ? { payments } : {}),
      asks: {
        checkout: { id, version },
        ...asks,
        ...(allVouchers.length > 0 ? { vouchers: allVouchers } : {}),
        ...(redeemed.rewards.length > 0 ? { rewards: redeemed.rewards } : {}),
      },
    });
  }

  /** With the vouchers among them that lower the price of this purchase. */
  async #redeem(
    actor: Actor,
    { priced, memberId, locationId, channel }: Quote,
    hold: string | undefined,
  ): Promise<Redeemed> {
    const rewards = redeemedIn(priced);
    if (rewards.length === 0 || memberId === null) return { rewards: [], vouchers: [] };
    const name = await this.vouchers.placeName(locationId);
    const { language } = await this.reader.wording();
    const sale = {
      memberId,
      location: { id: locationId, name },
      channel,
      language,
      ...(hold === undefined ? {} : { hold }),
    };
    const redeemed = await this.redemptions.redeem(actor, sale, rewards);
    const discounts = new Map(
      rewards.flatMap(({ discounts: each }) => each.map((off) => [off.by, off.amount])),
    );
    return {
      rewards: redeemed,
      vouchers: redeemed.flatMap(({ voucherId, place }): AskedVoucher[] => {
        const discount = discounts.get(voucherId);
        return discount === undefined ? [] : [{ id: voucherId, place, discount, location: name }];
      }),
    };
  }
}

interface Redeemed {
  readonly rewards: readonly AskedRedemption[];
  readonly vouchers: readonly AskedVoucher[];
}
