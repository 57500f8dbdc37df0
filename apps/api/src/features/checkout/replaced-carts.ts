import { Injectable } from '@nestjs/common';
import type { BodyOf, Checkout, replaceCheckout } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { CartPricing, contentOf } from './cart-pricing.ts';
import { askedRewards } from './cart-reward-vouchers.ts';
import { assertUnfinished, knownTo, standingOf, type CheckoutRow } from './checkout.ts';
import { cancelledEvent } from './checkout-events.ts';
import { CheckoutHolds } from './checkout-holds.ts';
import { CheckoutWords } from './checkout-words.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';
import { RefusedCodes } from './refused-codes.ts';

/** Carts that take the place of others. */
@Injectable()
export class ReplacedCarts {
  constructor(
    private readonly pricing: CartPricing,
    private readonly checkouts: CheckoutsRepository,
    private readonly holds: CheckoutHolds,
    private readonly words: CheckoutWords,
    private readonly refused: RefusedCodes,
    private readonly clock: Clock,
  ) {}

  /**
   * Puts another cart in place of this one. What was held is free again before the new cart is priced. Throws `not-found`,
   * `version-changed`, `too-many-requests`, the problem of what does not apply if all must, the refusals of `assertUnfinished`, and as a preview of a purchase does.
   */
  async replace(
    actor: Actor,
    id: string,
    { apply, ...sent }: BodyOf<typeof replaceCheckout>,
    version: number,
  ): Promise<Checkout> {
    await this.#assertUnfinished(actor, id);
    const rewards = askedRewards(sent.rewards);
    const cart = { ...sent, rewards, codes: await this.refused.admit(sent, { checkoutId: id }) };
    const row = await this.refused.keptWith(async () => {
      // The wallet locks before the checkout.
      const before = await this.#assertUnfinished(actor, id);
      await this.holds.lock(before);
      if (!(await this.checkouts.reopen(id, version, this.clock.date()))) return undefined;
      await this.holds.release(actor, before);
      const quote = await this.pricing.quote(actor, cart, { hold: id });
      if (apply === 'all') {
        await this.refused.keepOf(quote);
        await this.words.assertAllApply(quote.priced, sent.currency);
      }
      return this.checkouts.replace(id, contentOf(cart, quote), cancelledEvent(id, before.memberId, true));
    });
    if (row) return this.words.show(row);
    await this.#assertUnfinished(actor, id);
    throw new ClubError('version-changed');
  }

  async #assertUnfinished(actor: Actor, id: string): Promise<CheckoutRow> {
    const row = knownTo(actor, await this.checkouts.find(id));
    assertUnfinished(standingOf(row), this.clock.now());
    return row;
  }
}
