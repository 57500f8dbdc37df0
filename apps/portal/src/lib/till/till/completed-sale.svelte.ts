import type { Checkout, PurchaseReceipt } from '@regulars/contracts';
import { secondsToUndo, undoSeconds } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import { instantNow, isOf, newAttempt, type Attempt, type SaleAttempt } from '#lib/till/shared/attempt.ts';
import { allOf } from '#lib/till/shared/basket.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import type { ChosenReward } from './chosen-rewards.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import { type ReturnReceipt } from '#lib/till/shared/till-api.ts';

/** What it was posted as, if its price was asked for. */
export interface PostedPrice {
  readonly checkout: Checkout;
  readonly rewards: readonly ChosenReward[];
}

/** The last posted purchase, and its undo for a moment. */
export class CompletedSale {
  readonly receipt: PurchaseReceipt;
  readonly price: PostedPrice | null;
  readonly #attempts: Attempts;
  readonly #sale: SaleAttempt;
  readonly #soldAt = Date.now();

  secondsLeft = $state(undoSeconds);
  undoing = $state(false);
  undone = $state.raw<ReturnReceipt | null>(null);
  /** Sent; it is unknown whether it was undone. */
  attempt = $state.raw<Attempt<'undo'> | null>(null);
  problem = $state('');

  constructor(attempts: Attempts, receipt: PurchaseReceipt, sale: SaleAttempt, price: PostedPrice | null) {
    this.price = price;
    this.#attempts = attempts;
    this.receipt = receipt;
    this.#sale = sale;
  }

  readonly mayUndo = $derived.by(
    () => this.undone === null && (this.secondsLeft > 0 || this.attempt !== null),
  );

  tick(): void {
    this.secondsLeft = secondsToUndo(this.#soldAt, Date.now());
  }

  /** Undoes all of it, once. */
  async undo(): Promise<void> {
    if (this.receipt.id === null || this.undoing || this.undone) return;
    this.undoing = true;
    this.problem = '';
    const attempt = this.attempt ?? this.#newAttempt(this.receipt.id);
    this.attempt = attempt;
    try {
      this.undone = await this.#attempts.send<ReturnReceipt>(attempt);
      this.attempt = null;
      signal('done');
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      const open = this.#attempts.find(attempt.key) !== null;
      this.problem = open ? m.till_undo_uncertain() : tillProblemText(refusal.code);
      if (!open) this.attempt = null;
      signal('bad');
    } finally {
      this.undoing = false;
    }
  }

  #newAttempt(purchaseId: string): Attempt<'undo'> {
    const { key, place, note, amount, currency } = this.#sale;
    return newAttempt({
      kind: 'undo',
      // The purchase's own key, so that repeating the undo has no second effect.
      key: `${key}-undo`,
      path: `/purchases/${purchaseId}/returns`,
      // By the same clock as the purchase: by the club's own it may be in the future.
      body: { lines: goodsOf(this.#sale), returnedAt: instantNow(), reason: m.till_undo_reason() },
      place,
      note,
      amount,
      currency,
    });
  }
}

const goodsOf = (sale: SaleAttempt): ReturnType<typeof allOf> =>
  isOf('sale', sale) ? allOf(sale.body.lines) : [...(sale.goods ?? [])];
