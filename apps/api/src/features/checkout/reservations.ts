import { Injectable } from '@nestjs/common';
import type { Checkout } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { asksOf, CartPricing } from './cart-pricing.ts';
import {
  assertUnfinished,
  haveSamePrices,
  knownTo,
  orChanged,
  standingOf,
  type CheckoutRow,
} from './checkout.ts';
import { cancelledEvent, reservedEvent } from './checkout-events.ts';
import { CheckoutHolds } from './checkout-holds.ts';
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
    private readonly holds: CheckoutHolds,
    private readonly words: CheckoutWords,
    private readonly clock: Clock,
  ) {}

  /**
   * Holds the coupons and offers for so many minutes from now, in the transaction of its idempotency key. A reserved checkout keeps its
   * prices and is held for longer. Throws `not-found`, `member-not-active`, `checkout-changed`, and the refusals of `assertUnfinished`.
   */
  async reserve(actor: Actor, id: string, minutes: number): Promise<Checkout> {
    const row = await this.#unfinished(actor, id);
    const until = new Date(this.clock.now() + minutes * minuteMs);
    return this.words.show(
      row.state === 'reserved' ? await this.#extend(actor, row, until) : await this.#hold(actor, row, until),
    );
  }

  /** In the transaction of its idempotency key. Throws `not-found` and the refusals of `assertUnfinished`. */
  async cancel(actor: Actor, id: string): Promise<Checkout> {
    const before = await this.#unfinished(actor, id);
    await this.holds.lock(before);
    const given = cancelledEvent(id, before.memberId, false);
    const row = await this.checkouts.cancel(id, this.clock.date(), given);
    if (row) {
      await this.holds.release(actor, row);
      return this.words.show(row);
    }
    await this.#unfinished(actor, id);
    throw new Error('An unfinished checkout can be cancelled');
  }

  async #hold(actor: Actor, row: CheckoutRow, until: Date): Promise<CheckoutRow> {
    const quote = await this.pricing.again(actor, row);
    if (!haveSamePrices(row.priced, quote.priced)) throw new ClubError('checkout-changed');
    const { id, version, memberId } = row;
    await orChanged(() => this.holds.takeRewards(actor, row, until));
    const context = await this.checkouts.reservingContext({
      memberId,
      asks: { checkout: { id, version }, ...asksOf(quote) },
    });
    if (!context.checkout) throw new Error('a reservation asks for its checkout');
    assertAsTold(context.checkout, this.clock.now());
    // Nobody pays for a purchase that is refused afterwards.
    if (memberId !== null && context.memberStatus !== 'active') throw new ClubError('member-not-active');
    const holdId = await orChanged(() => this.holds.take(actor, row, until, context));
    return this.checkouts.reserve(id, { until, holdId }, reservedEvent(row, until));
  }

  async #extend(actor: Actor, before: CheckoutRow, until: Date): Promise<CheckoutRow> {
    const { id } = before;
    const holdId = await this.holds.extend(actor, before, until);
    const row = await this.checkouts.extend(
      id,
      this.clock.date(),
      { until, holdId },
      reservedEvent(before, until),
    );
    if (row) return row;
    await this.#unfinished(actor, id);
    throw new ClubError('checkout-changed');
  }

  async #unfinished(actor: Actor, id: string): Promise<CheckoutRow> {
    const row = knownTo(actor, await this.checkouts.find(id));
    assertUnfinished(standingOf(row), this.clock.now());
    return row;
  }
}
