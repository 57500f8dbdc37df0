import type { PurchaseBody } from '#lib/till/shared/basket.ts';
import type { Sale } from './sale.svelte.ts';
import { ApiProblem } from '@regulars/client';
import { type TillApi } from '#lib/till/shared/till-api.ts';

const pause = 250;

/** The points of the current purchase, requested whenever it stops changing for a moment. */
export class PointsPreview {
  /** Null until known, or if it cannot be known. */
  points = $state<number | null>(null);
  /** The figure belongs to an earlier state. */
  stale = $state(false);

  /** Call it during component initialisation. */
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
      // Posting explains problems; a missing preview is just not shown.
      this.points = null;
    }
  }
}
