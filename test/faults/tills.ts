import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ApiProblem, RegularsClient } from '@regulars/client';
import { recordPurchase, redeemPoints } from '@regulars/contracts';
import { retryingFetch } from '../support/retrying-fetch.ts';
import { WebShop, type Cart } from './checkouts.ts';
import { Ledger, type AcknowledgedPurchase, type AcknowledgedRedemption } from './ledger.ts';
import { OwnTills } from './own-tills.ts';
import { between } from './random.ts';
import type { Shop } from './shop.ts';

const retries = { giveUpAfterMs: 120_000, answerWithinMs: 15_000 };
const mostCents = 5000;
const redeemed = 7;

type Random = () => number;
type Redemption = Pick<AcknowledgedRedemption, 'key' | 'memberId'>;
type Send<Reply> = (signal?: AbortSignal) => Promise<Reply>;

/**
 * Tills that post without a break: some send twice at once, some disconnect and send again, all retry after an outage.
 * Two cashiers share the attempts: one continues those that the other got no answer to.
 */
export class Tills {
  readonly ledger = new Ledger();
  readonly #shop: Shop;
  readonly #random: Random;
  readonly #client: RegularsClient;
  readonly #working: Promise<void>[];
  readonly #at: string;
  readonly #refused: Redemption[] = [];
  readonly #web: WebShop;
  readonly #own: OwnTills;
  #open = true;
  #number = 0;

  /** `at` is the time of all purchases. */
  constructor(url: string, shop: Shop, width: number, random: Random, at = new Date().toISOString()) {
    this.#at = at;
    this.#shop = shop;
    for (const { id, stock } of shop.rewards) this.ledger.stocks.set(id, stock);
    this.#random = random;
    const fetch = retryingFetch({
      ...retries,
      onAttempt: (response) => this.ledger.saw(response),
      send: (input, init) => this.#sendAsOneOfTwo(input, init),
    });
    this.#client = new RegularsClient({ baseUrl: `${url}/api/v1`, headers: { origin: url }, fetch });
    const tools = {
      shop,
      ledger: this.ledger,
      client: this.#client,
      nextKey: () => this.#nextKey(),
      insist: <Reply>(send: Send<Reply>) => this.#insist(send),
    };
    this.#web = new WebShop(tools);
    this.#own = new OwnTills(tools);
    this.#working = Array.from({ length: width }, () => this.#work());
  }

  #sendAsOneOfTwo(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.#shop.cashiers[this.#random() < 0.5 ? 0 : 1]);
    return fetch(input, { ...init, headers });
  }

  /** Resolves when every till has its last answer. */
  async close(): Promise<void> {
    this.#open = false;
    await Promise.all(this.#working);
    await this.#askAgain();
  }

  /**
   * A till that disconnected and sent again may have been refused before its first call was processed, which then found
   * points. Refusals are not stored, so each refused key is sent once more when nothing is in flight.
   */
  async #askAgain(): Promise<void> {
    for (const refused of this.#refused.splice(0)) await this.#take(refused, () => this.#redeemOnce(refused));
    this.ledger.refused = this.#refused.length;
    await this.#web.askAgain();
  }

  async #work(): Promise<void> {
    while (this.#open) {
      try {
        const what = this.#random();
        if (what < 0.25) await this.#redeem();
        else if (what < 0.5) await this.#web.sell(this.#cart());
        else if (what < 0.6) await this.#redeemCode();
        else await this.#sell();
      } catch (error) {
        this.ledger.faults.push(`a till gave up: ${String(error)}`);
        await pause(100);
      }
    }
  }

  #cart(): Cart {
    const amount = between(this.#random, 200, mostCents);
    const end = this.#random();
    const reward = this.#shop.rewards[between(this.#random, 0, this.#shop.rewards.length - 1)];
    const count = between(this.#random, 0, 2);
    return {
      memberId: this.#someMember(),
      amount,
      at: this.#at,
      points: between(this.#random, 0, 20),
      code: this.#someOf(this.#shop.uniqueCodes),
      rewards: reward && count > 0 ? [{ id: reward.id, count }] : [],
      end: end < 0.6 ? 'complete' : end < 0.8 ? 'cancel' : 'leave',
    };
  }

  #redeemCode(): Promise<void> {
    const amount = between(this.#random, 200, mostCents);
    return this.#own.redeem(this.#someMember(), amount, this.#random() < 0.5);
  }

  async #sell(): Promise<void> {
    const key = this.#nextKey();
    const sale = {
      key,
      receipt: `R-${key}`,
      memberId: this.#someMember(),
      amount: between(this.#random, 1, mostCents),
    };
    const reply = await this.#insist((signal) => this.#post(sale, key, signal));
    const points = reply.points?.earned ?? 0;
    if (points > Math.floor(sale.amount / 100))
      this.ledger.faults.push(`${sale.amount} cents earned ${points}`);
    this.ledger.purchases.push({ ...sale, points, id: reply.id ?? '' });
  }

  #post(
    { receipt, memberId, amount }: Pick<AcknowledgedPurchase, 'receipt' | 'memberId' | 'amount'>,
    key: string,
    signal?: AbortSignal,
  ) {
    return this.#client.call(recordPurchase, {
      key,
      signal,
      body: {
        receipt: { location: this.#shop.location, number: receipt },
        purchasedAt: this.#at,
        member: { id: memberId },
        currency: 'EUR',
        lines: [{ name: 'Anything', quantity: 1, amount }],
      },
    });
  }

  async #redeem(): Promise<void> {
    const redemption = { key: this.#nextKey(), memberId: this.#someMember() };
    await this.#take(redemption, () => this.#insist((signal) => this.#redeemOnce(redemption, signal)));
  }

  async #take(redemption: Redemption, redeem: () => Promise<{ transactionId: string }>): Promise<void> {
    try {
      const { transactionId } = await redeem();
      this.ledger.redemptions.push({ ...redemption, points: redeemed, id: transactionId });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'insufficient-points') throw error;
      this.#refused.push(redemption);
    }
  }

  #redeemOnce({ key, memberId }: Redemption, signal?: AbortSignal) {
    const body = { points: redeemed, reason: 'at the till' };
    return this.#client.call(redeemPoints, { key, signal, params: { id: memberId }, body });
  }

  /** Sends like good and bad tills. Each attempt must have one answer. */
  async #insist<Reply>(send: Send<Reply>): Promise<Reply> {
    const manner = this.#random();
    if (manner < 0.1) await send(AbortSignal.timeout(between(this.#random, 1, 30))).catch(() => undefined);
    if (manner < 0.8) return send();
    const [one, other] = await Promise.allSettled([send(), send()]);
    if (one.status === 'fulfilled' && other.status === 'fulfilled') {
      if (!isDeepStrictEqual(one.value, other.value))
        this.ledger.faults.push(
          `twins were answered differently: ${JSON.stringify([one.value, other.value])}`,
        );
      return one.value;
    }
    if (one.status === 'rejected' && other.status === 'rejected') throw one.reason;
    // A refusal is not stored: the second of two calls may find points that the first did not.
    return one.status === 'fulfilled' ? one.value : (other as PromiseFulfilledResult<Reply>).value;
  }

  /** Sends acknowledged postings again in random order: by their key, and by their receipt with a new key. */
  async repeat(most: number): Promise<void> {
    const chosen = this.ledger.purchases.toSorted(() => this.#random() - 0.5).slice(0, most);
    for (const purchase of chosen) {
      const { id } = await this.#post(purchase, purchase.key);
      if (id !== purchase.id) this.ledger.faults.push(`the key ${purchase.key} gave another purchase`);
      const again = await this.#post(purchase, this.#nextKey()).catch((error: unknown) => error);
      const problem = again instanceof ApiProblem ? again.problem : null;
      if (problem?.code !== 'receipt-already-counted' || problem.purchaseId !== purchase.id)
        this.ledger.faults.push(`the receipt ${purchase.receipt} was not recognised: ${String(again)}`);
    }
  }

  #nextKey(): string {
    this.#number += 1;
    return `faults-${this.#number}`;
  }

  #someMember(): string {
    return this.#someOf(this.#shop.members);
  }

  #someOf(texts: readonly string[]): string {
    return texts[between(this.#random, 0, texts.length - 1)] ?? '';
  }
}
