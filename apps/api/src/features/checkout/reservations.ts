import { Injectable } from '@nestjs/common';
import type { Checkout } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { DiscountHolds } from '../discounts/index.ts';
import { askedDiscounts, CartPricing, contentOf } from './cart-pricing.ts';
import {
  assertUnfinished,
  haveSamePrices,
  knownTo,
  orChanged,
  sentCart,
  standingOf,
  type CheckoutRow,
  type SentCart,
} from './checkout.ts';
import { assertAsTold } from './checkout-participant.ts';
import { CheckoutWords } from './checkout-words.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';

const minuteMs = 60_000;

/** What checkouts hold while someone pays, and who gives it back. */
@Injectable()
export class Reservations {
  constructor(
    private readonly pricing: CartPricing,
    private readonly checkouts: CheckoutsRepository,
    private readonly holds: DiscountHolds,
    private readonly words: CheckoutWords,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds the coupons and offers for so many minutes from now, in the transaction of its idempotency key. A reserved checkout keeps its
   * prices and is held for longer. Throws `not-found`, `checkout-changed`, and the refusals of `assertUnfinished`.
   */
  async reserve(actor: Actor, id: string, minutes: number): Promise<Checkout> {
    const row = await this.#unfinished(actor, id);
    const until = new Date(this.clock.now() + minutes * minuteMs);
    return this.words.show(
      row.state === 'reserved' ? await this.#extend(actor, row, until) : await this.#hold(actor, row, until),
    );
  }

  /**
   * Puts another cart in place of this one. What was held is free again before the new cart is priced. Throws `not-found`,
   * `version-changed`, the refusals of `assertUnfinished`, and as a preview of a purchase does.
   */
  async replace(actor: Actor, id: string, cart: SentCart, version: number): Promise<Checkout> {
    const row = await this.transactions.run(async () => {
      await this.#unfinished(actor, id);
      const reopened = await this.checkouts.reopen(id, version, this.clock.date());
      if (!reopened) return null;
      await this.holds.release(id);
      const quote = await this.pricing.quote(actor, cart);
      return this.checkouts.replace(id, contentOf(cart, quote));
    });
    if (row) return this.words.show(row);
    await this.#unfinished(actor, id);
    throw new ClubError('version-changed');
  }

  /** In the transaction of its idempotency key. Throws `not-found` and the refusals of `assertUnfinished`. */
  async cancel(actor: Actor, id: string): Promise<Checkout> {
    await this.#unfinished(actor, id);
    const row = await this.checkouts.cancel(id, this.clock.date());
    if (row) {
      await this.holds.release(id);
      return this.words.show(row);
    }
    await this.#unfinished(actor, id);
    throw new Error('An unfinished checkout can be cancelled');
  }

  async #hold(actor: Actor, row: CheckoutRow, until: Date): Promise<CheckoutRow> {
    const quote = await this.pricing.price(actor, sentCart(row));
    if (!haveSamePrices(row.priced, quote.priced)) throw new ClubError('checkout-changed');
    const { id, version, memberId } = row;
    const discounts = askedDiscounts(quote);
    const context = await this.checkouts.reservingContext(
      { memberId, asks: { checkout: { id, version }, ...(discounts.length > 0 ? { discounts } : {}) } },
      this.clock.date(),
    );
    assertAsTold(context.checkout, this.clock.now());
    await orChanged(() => this.holds.take({ checkoutId: id, memberId, until }, context.discounts ?? []));
    return this.checkouts.reserve(id, until);
  }

  async #extend(actor: Actor, { id, priced }: CheckoutRow, until: Date): Promise<CheckoutRow> {
    const row = await this.checkouts.extend(id, this.clock.date(), until);
    if (!row) {
      await this.#unfinished(actor, id);
      throw new ClubError('checkout-changed');
    }
    const { applied, offers = [] } = priced;
    if ((await this.holds.extend(id, until)) < applied.length + offers.length)
      throw new ClubError('checkout-expired');
    return row;
  }

  async #unfinished(actor: Actor, id: string): Promise<CheckoutRow> {
    const row = knownTo(actor, await this.checkouts.find(id));
    assertUnfinished(standingOf(row), this.clock.now());
    return row;
  }
}
