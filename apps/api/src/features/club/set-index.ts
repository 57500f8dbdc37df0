import type { SetsOfSku } from '@regulars/loyalty';

export interface LoadedSet {
  readonly id: string;
  readonly version: number;
  readonly skus: readonly string[];
}

const none: readonly string[] = [];

/**
 * Which product sets contain an article. The look-up does not get slower with the number of sets, and a change
 * costs as much as the changed set is large.
 */
export class SetIndex {
  readonly #sets = new Map<string, LoadedSet>();
  readonly #idsOfSku = new Map<string, readonly string[]>();

  get ids(): readonly string[] {
    return [...this.#sets.keys()];
  }

  find(id: string): LoadedSet | undefined {
    return this.#sets.get(id);
  }

  /** Keeps the newer version, because loads may end in another order than they began. */
  add(set: LoadedSet): void {
    const known = this.#sets.get(set.id);
    if (known && known.version >= set.version) return;
    if (known) this.remove(set.id);
    this.#sets.set(set.id, set);
    for (const sku of set.skus) this.#idsOfSku.set(sku, [...(this.#idsOfSku.get(sku) ?? none), set.id]);
  }

  remove(id: string): void {
    for (const sku of this.#sets.get(id)?.skus ?? none) {
      const rest = (this.#idsOfSku.get(sku) ?? none).filter((other) => other !== id);
      if (rest.length === 0) this.#idsOfSku.delete(sku);
      else this.#idsOfSku.set(sku, rest);
    }
    this.#sets.delete(id);
  }

  /** @param present the sets that exist; others are left out */
  among(present: ReadonlySet<string>): SetsOfSku {
    return (sku) => {
      const ids = this.#idsOfSku.get(sku) ?? none;
      return ids.every((id) => present.has(id)) ? ids : ids.filter((id) => present.has(id));
    };
  }
}
