import { Injectable } from '@nestjs/common';
import {
  couponProblems,
  type BodyOf,
  type Checkout,
  type completeCheckout,
  type createCheckout,
} from '@regulars/contracts';
import { localDateOf } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { ClubSettings } from '../club/index.ts';
import type { AskedCoupon } from '../coupons/index.ts';
import { PurchasesService, type UnsaidReceipt } from '../purchases/index.ts';
import { CartPricing, type Quote } from './cart-pricing.ts';
import {
  assertOpen,
  assertReach,
  haveSamePrices,
  lifeMs,
  standingOf,
  type CheckoutRow,
  type SentCart,
} from './checkout.ts';
import { CheckoutWords } from './checkout-words.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';

type Completion = BodyOf<typeof completeCheckout>;

/** Carts from their first price to the purchase. */
@Injectable()
export class Checkouts {
  constructor(
    private readonly pricing: CartPricing,
    private readonly checkouts: CheckoutsRepository,
    private readonly purchases: PurchasesService,
    private readonly words: CheckoutWords,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Prices a cart; with `complete` it posts the purchase at once, if all codes apply. Throws as a preview of a purchase does,
   * and as `complete` does.
   */
  async create(
    actor: Actor,
    { complete, ...cart }: BodyOf<typeof createCheckout>,
  ): Promise<{ checkout: Checkout; receipt: UnsaidReceipt | null }> {
    const quote = await this.pricing.quote(actor, cart);
    if (complete) await this.words.assertAllApply(quote.priced, cart.currency);
    const row = await this.checkouts.insert(newId(), this.clock.date(), this.#content(cart, quote));
    const checkout = await this.words.show(row);
    if (!complete) return { checkout, receipt: null };
    const receipt = await prefixed('/complete', () => this.#book(actor, row, quote, complete));
    return { checkout: { ...checkout, state: 'completed', version: 2, purchaseId: receipt.id }, receipt };
  }

  /** Throws `not-found`. */
  async find(actor: Actor, id: string): Promise<Checkout> {
    return this.words.show(await this.#known(actor, id));
  }

  /** Throws `not-found`, `version-changed`, the refusals of `assertOpen`, and as a preview of a purchase does. */
  async replace(actor: Actor, id: string, cart: SentCart, version: number): Promise<Checkout> {
    assertOpen(standingOf(await this.#known(actor, id)), this.clock.now());
    const quote = await this.pricing.quote(actor, cart);
    const row = await this.checkouts.replace(id, version, this.clock.date(), this.#content(cart, quote));
    if (row) return this.words.show(row);
    assertOpen(standingOf(await this.#known(actor, id)), this.clock.now());
    throw new ClubError('version-changed');
  }

  /**
   * Posts the purchase, at the end of the transaction of its idempotency key. Throws `not-found`, `checkout-changed`, the
   * refusals of `assertOpen`, and as posting a purchase does.
   */
  async complete(actor: Actor, id: string, completion: Completion): Promise<UnsaidReceipt> {
    const row = await this.#known(actor, id);
    assertOpen(standingOf(row), this.clock.now());
    const { memberId, cart, priced } = row;
    const quote = await this.pricing.price(actor, {
      ...cart,
      ...(memberId ? { member: { id: memberId } } : {}),
    });
    if (!haveSamePrices(priced, quote.priced)) throw new ClubError('checkout-changed');
    return orChanged(() => this.#book(actor, row, quote, completion));
  }

  /** Throws `not-found` and the refusals of `assertOpen`. */
  async cancel(actor: Actor, id: string): Promise<Checkout> {
    await this.#known(actor, id);
    const row = await this.checkouts.cancel(id, this.clock.date());
    if (row) return this.words.show(row);
    assertOpen(standingOf(await this.#known(actor, id)), this.clock.now());
    throw new Error('An open checkout can be cancelled');
  }

  async #known(actor: Actor, id: string): Promise<CheckoutRow> {
    const row = await this.checkouts.find(id);
    if (!row) throw new ClubError('not-found');
    assertReach(actor, row);
    return row;
  }

  /** By the way of every purchase. The coupons and the checkout take part in it, so all of it happens or nothing. */
  async #book(
    actor: Actor,
    { id, version, cart }: CheckoutRow,
    { offered, priced }: Quote,
    { receipt, purchasedAt, payments }: Completion,
  ): Promise<UnsaidReceipt> {
    if (receipt.location !== cart.location)
      throw ClubError.field(
        'location-mismatch',
        '/receipt/location',
        'another location than that of the cart',
      );
    const localDay = localDateOf(this.clock.now(), (await this.club.current()).timeZone).toString();
    const coupons = priced.applied.map(
      (coupon) =>
        ({
          id: coupon.id,
          version: coupon.version,
          place: coupon.place,
          discount: coupon.discount,
          localDay,
        }) satisfies AskedCoupon,
    );
    const { location: _, ...purchase } = offered;
    return this.purchases.record(actor, {
      ...purchase,
      receipt,
      purchasedAt,
      ...(payments ? { payments } : {}),
      asks: {
        checkout: { id, version },
        ...(coupons.length > 0 ? { coupons } : {}),
      },
    });
  }

  #content(
    { member: _, ...cart }: SentCart,
    { locationId, memberId, priced }: Quote,
  ): Pick<CheckoutRow, 'expiresAt' | 'locationId' | 'memberId' | 'cart' | 'priced'> {
    return { expiresAt: new Date(this.clock.now() + lifeMs), locationId, memberId, cart, priced };
  }
}

/** Someone else used the last of a coupon in the meantime, so what was told is no longer so. */
const orChanged = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const isOfCoupon = error instanceof ClubError && isCouponProblem(error.code);
    throw isOfCoupon ? new ClubError('checkout-changed', error.details.detail ?? '') : error;
  }
};
const isCouponProblem = (code: string): boolean => couponProblems.some((each) => each === code);

/** Pointers of refusals lead into this field, where the request has them. */
const prefixed = async <Result>(field: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ClubError) || !error.details.errors) throw error;
    const errors = error.details.errors.map((each) =>
      ofCompletion.test(each.pointer) ? { ...each, pointer: field + each.pointer } : each,
    );
    throw new ClubError(error.code, { ...error.details, errors });
  }
};
const ofCompletion = /^\/(?:receipt|purchasedAt|payments)(?:\/|$)/u;
