import { untrack } from 'svelte';
import { ApiProblem } from '@regulars/client';
import type { TillApi } from '#lib/till/shared/till-api.ts';
import type { Previewed, Sale } from './sale.svelte.ts';
import type { TillState } from './till-state.svelte.ts';

const pause = 250;

/** The points of the current purchase, and its price with codes, requested whenever it stops changing for a moment. */
export class SalePreview {
  readonly #sale: Sale;
  readonly #api: TillApi;
  /** Null until known, or if it cannot be known. */
  points = $state<number | null>(null);
  /** The figure belongs to an earlier state. */
  stale = $state(false);

  /** Call it during component initialisation. */
  constructor(sale: Sale, api: TillApi, till: TillState) {
    this.#sale = sale;
    this.#api = api;
    $effect(() => {
      const previewed = sale.previewed;
      this.stale = true;
      if (previewed?.cart) untrack(() => sale.price.expect(previewed.cart));
      if (!previewed || !till.online) {
        this.points = null;
        return;
      }
      const question = new AbortController();
      const timer = setTimeout(() => void this.#ask(previewed, question.signal), pause);
      return () => {
        clearTimeout(timer);
        question.abort();
      };
    });
  }

  async #ask(previewed: Previewed, signal: AbortSignal): Promise<void> {
    try {
      const points = await this.#pointsOf(previewed, signal);
      if (signal.aborted) return;
      this.points = points;
      this.stale = false;
    } catch (refusal) {
      if (signal.aborted) return;
      if (!(refusal instanceof ApiProblem)) throw refusal;
      // Posting explains problems; a missing preview is just not shown.
      this.points = null;
    }
  }

  async #pointsOf({ cart, purchase }: Previewed, signal: AbortSignal): Promise<number | null> {
    if (purchase) return (await this.#api.previewPurchase(purchase, signal)).points?.earned ?? null;
    await this.#sale.price.ask(cart, signal);
    return this.#sale.price.checkout?.points?.earned ?? null;
  }
}
