import type { PurchaseReceipt } from '@regulars/contracts';
import { secondsToUndo, undoSeconds } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/problem.ts';
import { allOf } from './basket.ts';
import { instantNow, type Attempt } from './draft.ts';
import { signal } from './signals.ts';
import { TillProblem, type ReturnBody, type ReturnReceipt, type TillApi } from './till-api.ts';

/** What was just posted, and the way back for a moment. */
export class CompletedSale {
  readonly receipt: PurchaseReceipt;
  readonly #api: TillApi;
  readonly #attempt: Attempt | null;
  #undoBody: ReturnBody | null = null;
  readonly #soldAt = Date.now();

  secondsLeft = $state(undoSeconds);
  undoing = $state(false);
  undone = $state.raw<ReturnReceipt | null>(null);
  problem = $state('');

  constructor(api: TillApi, receipt: PurchaseReceipt, attempt: Attempt | null) {
    this.#api = api;
    this.receipt = receipt;
    this.#attempt = attempt;
  }

  readonly mayUndo = $derived.by(() => this.undone === null && this.secondsLeft > 0);

  tick(): void {
    this.secondsLeft = secondsToUndo(this.#soldAt, Date.now());
  }

  /** Takes all of it back. The key is the purchase's own, so that a retry does not take it back twice. */
  async undo(): Promise<void> {
    if (!this.#attempt || this.receipt.id === null || this.undoing || this.undone) return;
    this.undoing = true;
    this.problem = '';
    // By the same clock as the purchase: by the club's own it may not have happened yet.
    this.#undoBody ??= {
      lines: allOf(this.#attempt.body.lines),
      returnedAt: instantNow(),
      reason: m.till_undo_reason(),
    };
    try {
      this.undone = await this.#api.takeBack(this.receipt.id, this.#undoBody, `${this.#attempt.key}-undo`);
      signal('done');
    } catch (refusal) {
      if (!(refusal instanceof TillProblem)) throw refusal;
      this.problem = problemText(refusal.code);
      signal('bad');
    } finally {
      this.undoing = false;
    }
  }
}
