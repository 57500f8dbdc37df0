import type { Purchase } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import { isOf, newAttempt, type Attempt } from '#lib/till/shared/attempt.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import { chosenLines } from '#lib/purchases/shared/returned-lines.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import { type ReturnReceipt } from '#lib/till/shared/till-api.ts';
import { openText } from '#lib/till/shared/verdict.ts';

/** The return of goods of one purchase. */
export class Returning {
  readonly #attempts: Attempts;
  readonly #purchase: Purchase;

  busy = $state(false);
  problem = $state('');
  reasonError = $state('');
  returned = $state.raw<ReturnReceipt | null>(null);
  /** Sent with unknown outcome: no other return before it is known. */
  readonly open = $derived.by(() => this.#attempts.open.filter((attempt) => attempt.path === this.#path));

  constructor(attempts: Attempts, purchase: Purchase) {
    this.#attempts = attempts;
    this.#purchase = purchase;
  }

  get #path(): string {
    return `/purchases/${this.#purchase.id}/returns`;
  }

  /** The input in the form. */
  async takeBack(values: Record<string, string>): Promise<void> {
    const lines = chosenLines(values);
    const reason = values['reason'] ?? '';
    this.reasonError = reason === '' ? m.common_field_required() : '';
    if (!lines) this.problem = m.till_return_quantity_wrong();
    else if (lines.length === 0) this.problem = m.till_return_nothing();
    else if (reason === '') this.problem = m.common_problem_invalid();
    else await this.send(this.#attemptOf({ lines, reason }));
  }

  async send(attempt: Attempt): Promise<void> {
    if (this.busy || !(isOf('return', attempt) || isOf('undo', attempt))) return;
    this.busy = true;
    this.problem = '';
    try {
      this.returned = await this.#attempts.send<ReturnReceipt>(attempt);
      signal('done');
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      const open = this.#attempts.find(attempt.key) !== null;
      this.problem = open ? (openText(refusal.code, attempt.place) ?? '') : tillProblemText(refusal.code);
      signal('bad');
    } finally {
      this.busy = false;
    }
  }

  #attemptOf(body: Attempt<'return'>['body']): Attempt<'return'> {
    const { locationName, receipt, lines, total } = this.#purchase;
    const amount = body.lines.reduce((sum, { line, quantity }) => {
      const bought = lines.find((one) => one.line === line);
      return sum + (bought ? (bought.amount * quantity) / (bought.quantity || 1) : 0);
    }, 0);
    return newAttempt({
      kind: 'return',
      path: this.#path,
      body,
      place: locationName,
      note: receipt.number,
      amount: Math.round(amount),
      currency: total.currency,
    });
  }
}
