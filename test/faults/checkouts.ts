import { ApiProblem, type RegularsClient } from '@regulars/client';
import {
  cancelCheckout,
  completeCheckout,
  createCheckout,
  reserveCheckout,
  type Checkout,
} from '@regulars/contracts';
import type { Ledger } from './ledger.ts';
import type { Shop } from './shop.ts';

/** One customer of a web shop. */
export interface Cart {
  readonly memberId: string;
  readonly amount: number;
  readonly at: string;
  /** Those that the customer would like to pay with. */
  readonly points: number;
  /** A code for one use, which another customer may have too. */
  readonly code: string;
  /** Another customer may have the last piece. */
  readonly rewards: readonly { readonly id: string; readonly count: number }[];
  /** What the customer does after the reservation. */
  readonly end: 'complete' | 'cancel' | 'leave';
}

interface Tools {
  readonly shop: Shop;
  readonly ledger: Ledger;
  readonly client: RegularsClient;
  nextKey(): string;
  insist<Reply>(send: (signal?: AbortSignal) => Promise<Reply>): Promise<Reply>;
}

/** Carts with three coupons, an offer, rewards and points: priced, reserved, and then completed, cancelled or left. */
export class WebShop {
  readonly #tools: Tools;
  readonly #refused: { readonly key: string; readonly id: string }[] = [];

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  async sell(cart: Cart): Promise<void> {
    const told = await this.#quote(cart);
    if (!told || told.applied.length === 0) return;
    const asked = { key: this.#tools.nextKey(), id: told.id };
    if (!(await this.#reserve(asked, (send) => this.#tools.insist(send)))) return;
    if (cart.end === 'complete') await this.#complete(cart, told);
    if (cart.end === 'cancel') await this.#cancel(told.id);
  }

  /** Refusals are not stored, so each refused key is sent once more when nothing is in flight. */
  async askAgain(): Promise<void> {
    for (const asked of this.#refused.splice(0)) await this.#reserve(asked, (send) => send());
  }

  /** Null without an answer: a price has no key, so it is not asked again. */
  async #quote({ memberId, amount, points, code, rewards }: Cart): Promise<Checkout | null> {
    const { client, shop } = this.#tools;
    const body = {
      location: shop.location,
      currency: 'EUR',
      member: { id: memberId },
      channel: 'web-shop' as const,
      lines: [{ name: 'Anything', quantity: 1, amount }],
      codes: [...shop.codes, code],
      points,
      rewards: [...rewards],
    };
    return client.call(createCheckout, { body }).catch(() => null);
  }

  async #reserve(
    asked: { readonly key: string; readonly id: string },
    way: (send: (signal?: AbortSignal) => Promise<Checkout>) => Promise<Checkout>,
  ): Promise<boolean> {
    const { key, id } = asked;
    try {
      await way((signal) =>
        this.#tools.client.call(reserveCheckout, { key, signal, params: { id }, body: {} }),
      );
      this.#tools.ledger.reservations += 1;
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'checkout-changed') throw error;
      this.#refused.push(asked);
      return false;
    }
  }

  async #complete({ memberId, at }: Cart, told: Checkout): Promise<void> {
    const { client, shop, ledger } = this.#tools;
    const key = this.#tools.nextKey();
    const receipt = `W-${key}`;
    const body = { receipt: { location: shop.location, number: receipt }, purchasedAt: at };
    const sold = await this.#tools.insist((signal) =>
      client.call(completeCheckout, { key, signal, params: { id: told.id }, body }),
    );
    if (sold.total.gross !== told.total.gross)
      ledger.faults.push(`a cart of ${told.total.gross} was booked as ${sold.total.gross}`);
    const points = sold.points?.earned ?? 0;
    const paid = told.pointsPaid?.points ?? 0;
    const spent = told.pointsSpent - paid;
    const vouchers = told.rewards.flatMap((each) => each.vouchers);
    const { gross: amount } = sold.total;
    ledger.checkouts.push({
      key,
      receipt,
      memberId,
      amount,
      points,
      id: sold.id ?? '',
      paid,
      spent,
      vouchers,
    });
  }

  async #cancel(id: string): Promise<void> {
    const key = this.#tools.nextKey();
    await this.#tools.insist((signal) =>
      this.#tools.client.call(cancelCheckout, { key, signal, params: { id } }),
    );
    this.#tools.ledger.cancellations += 1;
  }
}
