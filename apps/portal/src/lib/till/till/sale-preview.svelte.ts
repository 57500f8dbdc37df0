import { untrack } from 'svelte';
import type { CartBody } from '#lib/till/shared/basket.ts';
import type { Sale } from './sale.svelte.ts';
import type { TillState } from './till-state.svelte.ts';

const pause = 250;

/** The price of the current purchase and its points, requested whenever it stops changing for a moment. */
export class SalePreview {
  readonly #sale: Sale;
  /** Null until known, or if it cannot be known. */
  points = $state<number | null>(null);
  /** The figure belongs to an earlier state. */
  stale = $state(false);

  /** Call it during component initialisation. */
  constructor(sale: Sale, till: TillState) {
    this.#sale = sale;
    $effect(() => {
      const { cart } = sale;
      this.stale = true;
      if (cart) untrack(() => sale.price.expect(cart));
      if (!cart || !till.online) {
        this.points = null;
        return;
      }
      const question = new AbortController();
      const timer = setTimeout(() => void this.#ask(cart, question.signal), pause);
      return () => {
        clearTimeout(timer);
        question.abort();
      };
    });
  }

  async #ask(cart: CartBody, signal: AbortSignal): Promise<void> {
    const { price } = this.#sale;
    await price.ask(cart, signal);
    if (signal.aborted) return;
    this.stale = price.stale;
    // Posting explains problems; a missing preview is just not shown.
    this.points = price.stale ? null : (price.checkout?.points?.earned ?? null);
  }
}
