import type { Purchase } from '@regulars/contracts';
import { ApiProblem } from '@regulars/client';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import { isOf, newAttempt, type Attempt } from '#lib/till/shared/attempt.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import { signal } from '#lib/till/shared/signals.ts';
import type { ReturnReversal } from '#lib/till/shared/till-api.ts';
import { openText } from '#lib/till/shared/verdict.ts';

type PastReturn = Purchase['returns'][number];
const pathOf = ({ id }: PastReturn): string => `/returns/${id}/reverse`;

/** Takes mistaken returns of one purchase back. */
export class Reversing {
  readonly #attempts: Attempts;
  readonly #purchase: Purchase;

  busy = $state(false);
  problem = $state('');
  /** Sent with unknown outcome. */
  readonly open = $derived.by(() => {
    const paths = this.#purchase.returns.map(pathOf);
    return this.#attempts.open.filter(({ path }) => paths.includes(path));
  });

  constructor(attempts: Attempts, purchase: Purchase) {
    this.#attempts = attempts;
    this.#purchase = purchase;
  }

  /** Resolves to whether it was taken back. */
  async reverse(mistaken: PastReturn, reason: string): Promise<boolean> {
    const { locationName, receipt, total } = this.#purchase;
    return this.send(
      newAttempt({
        kind: 'reversal',
        path: pathOf(mistaken),
        body: { reason },
        place: locationName,
        note: receipt.number,
        amount: mistaken.amount,
        currency: total.currency,
      }),
    );
  }

  async send(attempt: Attempt): Promise<boolean> {
    if (this.busy || !isOf('reversal', attempt)) return false;
    this.busy = true;
    this.problem = '';
    try {
      await this.#attempts.send<ReturnReversal>(attempt);
      signal('done');
      return true;
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      const open = this.#attempts.find(attempt.key) !== null;
      this.problem = open ? (openText(refusal.code, attempt.place) ?? '') : tillProblemText(refusal.code);
      signal('bad');
      return false;
    } finally {
      this.busy = false;
    }
  }
}
