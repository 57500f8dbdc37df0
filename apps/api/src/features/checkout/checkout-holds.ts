import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Reader } from '../club/index.ts';
import { CodeHolds } from '../coupons/index.ts';
import { DiscountHolds } from '../discounts/index.ts';
import { RewardHolds, VoucherHolds } from '../rewards/index.ts';
import { redeemedIn, type CheckoutRow } from './checkout.ts';
import { PointHolds } from './point-holds.ts';
import type { ReservingContext } from './reserving.ts';

/** What a checkout holds while someone pays: rewards, then codes for one use, then vouchers, then coupons and offers, then points. Only inside a transaction. */
@Injectable()
export class CheckoutHolds {
  constructor(
    private readonly codes: CodeHolds,
    private readonly vouchers: VoucherHolds,
    private readonly discounts: DiscountHolds,
    private readonly points: PointHolds,
    private readonly rewards: RewardHolds,
    private readonly reader: Reader,
  ) {}

  /** The wallet of held points, which locks before the checkout. */
  async lock(row: CheckoutRow): Promise<void> {
    if (row.holdId !== null || redeemedIn(row.priced).length > 0) await this.points.lock(row);
  }

  /** First of all: the wallet and the stock of rewards lock before the checkout, as in its sale. Throws the refusals of a redemption. */
  async takeRewards(actor: Actor, row: CheckoutRow, until: Date): Promise<void> {
    const cart = await this.#rewardsOf(row);
    if (cart) await this.rewards.take(actor, cart, until);
  }

  /** Under the locks of `reserving_context`. Returns the hold of the points. Throws `checkout-changed` and the refusals of coupons. */
  async take(
    actor: Actor,
    row: CheckoutRow,
    until: Date,
    { codes, vouchers, discounts }: Pick<ReservingContext, 'codes' | 'vouchers' | 'discounts'>,
  ): Promise<string | null> {
    const { id: checkoutId, memberId } = row;
    await this.codes.take(checkoutId, until, codes ?? []);
    await this.vouchers.take(checkoutId, until, vouchers ?? []);
    await this.discounts.take({ checkoutId, memberId, until }, discounts ?? []);
    return this.points.take(actor, row, until);
  }

  async release(actor: Actor, row: CheckoutRow): Promise<void> {
    await this.codes.release(row.id);
    await this.vouchers.release(row.id);
    await this.discounts.release(row.id);
    await this.points.release(actor, row);
    const cart = row.state === 'open' ? null : await this.#rewardsOf(row);
    if (cart) await this.rewards.release(actor, cart);
  }

  /** Returns the hold of the points, which is another one. Throws `checkout-expired` if it no longer holds all of it. */
  async extend(actor: Actor, row: CheckoutRow, until: Date): Promise<string | null> {
    const { id, priced } = row;
    const { applied, offers = [] } = priced;
    const cart = await this.#rewardsOf(row);
    if (cart) await this.rewards.extend(actor, cart, until);
    await this.points.release(actor, row);
    const holdId = await this.points.take(actor, row, until);
    const codes = await this.codes.extend(id, until);
    const vouchers = await this.vouchers.extend(id, until);
    const discounts = await this.discounts.extend(id, until);
    const unique = applied.filter((each) => each.unique).length;
    const owed = applied.filter((each) => each.voucher).length;
    if (codes < unique || vouchers < owed || discounts < applied.length - owed + offers.length)
      throw new ClubError('checkout-expired');
    return holdId;
  }

  async #rewardsOf({ id, memberId, locationId, priced }: CheckoutRow) {
    const rewards = redeemedIn(priced);
    if (rewards.length === 0 || memberId === null) return null;
    const { language } = await this.reader.wording();
    return { checkoutId: id, memberId, locationId, rewards, language };
  }
}
