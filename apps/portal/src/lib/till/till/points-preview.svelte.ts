import type { PurchaseBody } from '#lib/till/shared/basket.ts';
import type { Sale } from './sale.svelte.ts';
import { ApiProblem } from '@regulars/client';
import { type TillApi } from '#lib/till/shared/till-api.ts';

const pause = 250;

/** What the purchase on the till would bring, asked whenever it stands still for a moment. */
export class PointsPreview {
  /** Null until known, and where it cannot be known. */
  points = $state<number | null>(null);
  /** The figure belongs to what stood there before. */
  stale = $state(false);

  /** Call it while a component starts. */
  constructor(sale: Sale, api: TillApi) {
    $effect(() => {
      const body = sale.previewBody;
      this.stale = true;
      if (!body) {
        this.points = null;
        return;
      }
      const question = new AbortController();
      const timer = setTimeout(() => void this.#ask(api, body, question.signal), pause);
      return () => {
        clearTimeout(timer);
        question.abort();
      };
    });
  }

  async #ask(api: TillApi, body: PurchaseBody, signal: AbortSignal): Promise<void> {
    try {
      const { points } = await api.previewPurchase(body, signal);
      if (signal.aborted) return;
      this.points = points?.earned ?? null;
      this.stale = false;
    } catch (refusal) {
      if (signal.aborted) return;
      if (!(refusal instanceof ApiProblem)) throw refusal;
      // Posting says why; a preview that is away is only not shown.
      this.points = null;
    }
  }
}
