import { Injectable } from '@nestjs/common';
import type { BodyOf, Checkout, completeCheckout, createCheckout } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { PurchasesService, type UnsaidReceipt } from '../purchases/index.ts';
import { asksOf, CartPricing, contentOf, type Quote } from './cart-pricing.ts';
import {
  appliesWhole,
  assertUnfinished,
  haveSamePrices,
  knownTo,
  orChanged,
  standingOf,
  type CheckoutRow,
  type SentCart,
} from './checkout.ts';
import { CheckoutWords } from './checkout-words.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';
import { RefusedCodes } from './refused-codes.ts';

type Completion = BodyOf<typeof completeCheckout>;

/** Carts from their first price to the purchase. */
@Injectable()
export class Checkouts {
  constructor(
    private readonly pricing: CartPricing,
    private readonly checkouts: CheckoutsRepository,
    private readonly purchases: PurchasesService,
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
    const found = { ...cart, codes: await this.refused.admit(cart) };
    const quote = await this.pricing.quote(actor, found);
    if (apply === 'all') await this.#assertAllApply(quote, cart, complete);
    const row = await this.refused.keptWith(() =>
      this.checkouts.insert(newId(), this.clock.date(), contentOf(found, quote)),
    );
    const checkout = await this.words.show(row);
    if (!complete) return { checkout, receipt: null };
    const receipt = await prefixed('/complete', () => this.#book(actor, row, quote, complete));
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
      return orChanged(() => this.#book(actor, row, held, completion));
    }
    const quote = await this.pricing.again(actor, row);
    if (!haveSamePrices(row.priced, quote.priced)) throw new ClubError('checkout-changed');
    return orChanged(() => this.#book(actor, row, quote, completion));
  }

  /** A sale that is sent again under another key has used up its codes and points itself: it hears that its receipt has counted. */
  async #assertAllApply(
    quote: Quote,
    { currency, location }: SentCart,
    completion?: Completion,
  ): Promise<void> {
    if (appliesWhole(quote.priced)) return;
    if (completion?.receipt.location === location)
      await this.purchases.assertUncounted(quote.locationId, completion.receipt.number);
    await this.refused.keepOf(quote);
    await this.words.assertAllApply(quote.priced, currency);
  }

  /** By the way of every purchase. The coupons and the checkout take part in it, so all of it happens or nothing. */
  async #book(
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
    return this.purchases.record(actor, {
      ...purchase,
      receipt,
      purchasedAt,
      ...(payments ? { payments } : {}),
      asks: {
        checkout: { id, version },
        ...asksOf(quote, state === 'reserved' ? id : undefined),
      },
    });
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
