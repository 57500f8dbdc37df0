import { Injectable } from '@nestjs/common';
import type { BodyOf, Checkout, createCheckout } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import type { UnsaidReceipt } from '../purchases/index.ts';
import { CartPricing, contentOf, type Quote } from './cart-pricing.ts';
import { askedRewards } from './cart-reward-vouchers.ts';
import { CheckoutSales, type Completion } from './checkout-sales.ts';
import {
  appliesWhole,
  assertUnfinished,
  haveSamePrices,
  knownTo,
  orChanged,
  standingOf,
  type SentCart,
} from './checkout.ts';
import { CheckoutWords } from './checkout-words.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';
import { RefusedCodes } from './refused-codes.ts';

/** Carts from their first price to the purchase. */
@Injectable()
export class Checkouts {
  constructor(
    private readonly pricing: CartPricing,
    private readonly checkouts: CheckoutsRepository,
    private readonly sales: CheckoutSales,
    private readonly words: CheckoutWords,
    private readonly refused: RefusedCodes,
    private readonly clock: Clock,
  ) {}

  /**
   * Prices a cart; with `complete` it posts the purchase at once. What does not apply refuses the call if `apply` is 'all'.
   * Throws the problem of that, as a preview of a purchase does, and as `complete` does.
   */
  async create(
    actor: Actor,
    { complete, apply = complete ? 'all' : 'partial', ...cart }: BodyOf<typeof createCheckout>,
  ): Promise<{ checkout: Checkout; receipt: UnsaidReceipt | null }> {
    const rewards = askedRewards(cart.rewards);
    const found = { ...cart, rewards, codes: await this.refused.admit(cart) };
    const quote = await this.pricing.quote(actor, found);
    if (apply === 'all') await this.#assertAllApply(quote, cart, complete);
    const row = await this.refused.keptWith(() =>
      this.checkouts.insert(newId(), this.clock.date(), contentOf(found, quote)),
    );
    const checkout = await this.words.show(row);
    if (!complete) return { checkout, receipt: null };
    const receipt = await prefixed('/complete', () => this.sales.book(actor, row, quote, complete));
    return { checkout: { ...checkout, state: 'completed', version: 2, purchaseId: receipt.id }, receipt };
  }

  /** Throws `not-found`. */
  async find(actor: Actor, id: string): Promise<Checkout> {
    return this.words.show(knownTo(actor, await this.checkouts.find(id)));
  }

  /**
   * Posts the purchase, at the end of the transaction of its idempotency key. What is held counts as it was told; an open
   * checkout is priced again. Throws `not-found`, `checkout-changed`, the refusals of `assertUnfinished`, and as posting a
   * purchase does.
   */
  async complete(actor: Actor, id: string, completion: Completion): Promise<UnsaidReceipt> {
    const row = knownTo(actor, await this.checkouts.find(id));
    assertUnfinished(standingOf(row), this.clock.now());
    if (row.state === 'reserved') {
      const held = await this.pricing.held(actor, row);
      return orChanged(() => this.sales.book(actor, row, held, completion));
    }
    const quote = await this.pricing.again(actor, row);
    if (!haveSamePrices(row.priced, quote.priced)) throw new ClubError('checkout-changed');
    return orChanged(() => this.sales.book(actor, row, quote, completion));
  }

  /** A sale that is sent again under another key has used up its codes and points itself: it hears that its receipt has counted. */
  async #assertAllApply(
    quote: Quote,
    { currency, location }: SentCart,
    completion?: Completion,
  ): Promise<void> {
    if (appliesWhole(quote.priced)) return;
    if (completion?.receipt.location === location)
      await this.sales.assertUncounted(quote.locationId, completion.receipt.number);
    await this.refused.keepOf(quote);
    await this.words.assertAllApply(quote.priced, currency);
  }
}

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
