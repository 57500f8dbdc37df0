import { Injectable } from '@nestjs/common';
import { instantOf } from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { CartOffers } from '../offers/index.ts';
import { BulkPurchases, type BulkResult, type PurchaseOffered } from '../purchases/index.ts';
import { CartDiscounts } from './cart-discounts.ts';
import { asksOf, CartPricing, type Quote } from './cart-pricing.ts';
import type { SentCart } from './checkout.ts';
import { RefusalsRepository } from './refusals.repository.ts';
import { refusedCode } from './refused-codes.ts';

/** A purchase of the past before its codes and offers took something off. */
export interface PastCart extends Pick<SentCart, 'currency' | 'codes'> {
  readonly receipt: NonNullable<PurchaseOffered['receipt']>;
  readonly purchasedAt: string;
  readonly channel: SentCart['channel'];
  readonly lines: SentCart['lines'];
  readonly memberId: string | null;
}

/** A cart that is ready to be booked. */
interface Ready {
  readonly cart: PastCart;
  readonly purchase: PurchaseOffered;
  /** Null without codes and offers. */
  readonly quote: Quote | null;
}

/** Carts that are booked together: in one transaction. */
const most = 500;

/**
 * Past purchases with codes and offers, many in one call: priced, limited and booked as checkouts are, at their own time. Nobody
 * was told a price then, so no checkout is kept.
 */
@Injectable()
export class PastCheckouts {
  constructor(
    private readonly pricing: CartPricing,
    private readonly discounts: CartDiscounts,
    private readonly offers: CartOffers,
    private readonly purchases: BulkPurchases,
    private readonly refusals: RefusalsRepository,
  ) {}

  /** In order of time. Codes that do nothing are kept with their reason, and the purchase counts without them. */
  async recordMany(carts: readonly PastCart[], origin: Origin): Promise<BulkResult[]> {
    const results: BulkResult[] = [];
    let wave: Ready[] = [];
    // Members who redeem something in this wave: their next cart is priced after it is booked.
    let users = new Set<string>();
    for (const cart of carts) {
      const isUser = cart.memberId !== null && users.has(cart.memberId);
      if (isUser || wave.length === most) {
        results.push(...(await this.#book(wave, origin)));
        wave = [];
        users = new Set();
      }
      const ready = await this.#ready(cart);
      wave.push(ready);
      if (ready.purchase.asks && cart.memberId !== null) users.add(cart.memberId);
    }
    return [...results, ...(await this.#book(wave, origin))];
  }

  async #ready(sent: PastCart): Promise<Ready> {
    const { memberId, codes, receipt, ...goods } = sent;
    const member = memberId === null ? {} : { member: { id: memberId } };
    const at = instantOf(goods.purchasedAt);
    const mayCount = codes.length > 0 || (memberId !== null && (await this.offers.areAny(at)));
    if (!mayCount)
      return { cart: sent, purchase: { ...goods, ...member, receipt, payments: [] }, quote: null };
    const cart = { ...goods, ...member, location: receipt.location, points: 0, manualDiscounts: [] };
    const found = await this.discounts.find(codes);
    const quote = await this.pricing.price(system, { ...cart, codes: found }, { at });
    const { location: _, ...offered } = quote.offered;
    const asks = asksOf(quote);
    const asking = Object.keys(asks).length > 0 ? { asks } : {};
    return { cart: sent, purchase: { ...offered, receipt, payments: [], ...asking }, quote };
  }

  /** All in one transaction. If an earlier cart used the last of a budget or a limit, one after the other, at what is left. */
  async #book(wave: readonly Ready[], origin: Origin): Promise<BulkResult[]> {
    try {
      return await this.#record(wave, origin);
    } catch (error) {
      if (!(error instanceof ClubError)) throw error;
    }
    const results: BulkResult[] = [];
    for (const { cart } of wave) results.push(...(await this.#record([await this.#ready(cart)], origin)));
    return results;
  }

  async #record(wave: readonly Ready[], origin: Origin): Promise<BulkResult[]> {
    if (wave.length === 0) return [];
    const purchases = wave.map(({ purchase }) => purchase);
    const results = await this.purchases.recordMany(purchases, { origin });
    for (const { quote } of wave) if (quote) await this.#keepRefused(quote);
    return results;
  }

  async #keepRefused({ at, locationId, memberId, priced }: Quote): Promise<void> {
    const cart = { checkoutId: null, locationId, memberId };
    await this.refusals.add(priced.notApplied.map(refusedCode), cart, new Date(at));
  }
}
