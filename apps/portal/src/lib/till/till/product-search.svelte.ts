import type { Product } from '@regulars/contracts';
import { ApiProblem } from '@regulars/client';
import type { TillApi } from '#lib/till/shared/till-api.ts';

const pause = 200;

/** Products by what the cashier types, asked for whenever the typing stops for a moment. */
export class ProductSearch {
  typed = $state('');
  /** Null while nothing is typed, or until the first answer. */
  found = $state.raw<readonly Product[] | null>(null);

  /** Call it during component initialisation. */
  constructor(api: TillApi, location: string) {
    $effect(() => {
      const typed = this.typed.trim();
      if (typed === '') {
        this.found = null;
        return;
      }
      const question = new AbortController();
      const timer = setTimeout(() => void this.#ask(api, [typed, location], question.signal), pause);
      return () => {
        clearTimeout(timer);
        question.abort();
      };
    });
  }

  async #ask(
    api: TillApi,
    asked: readonly [typed: string, location: string],
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const found = await api.searchProducts(...asked, signal);
      if (!signal.aborted) this.found = found;
    } catch (refusal) {
      if (signal.aborted) return;
      if (!(refusal instanceof ApiProblem)) throw refusal;
      // Whether the network is there, the head says.
      this.found = [];
    }
  }
}
