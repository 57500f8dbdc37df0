import { Injectable } from '@nestjs/common';
import { withSetsNow, type EarningPurchase, type SetsOfSku } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges } from './club-changes.ts';
import { namedIn } from './condition-uses.ts';
import { ProductSetsRepository } from './product-sets.repository.ts';
import { Remembered } from './remembered.ts';
import { SetIndex } from './set-index.ts';

/** Which product sets contain an article, from memory. A set is loaded once per version. */
@Injectable()
export class ProductSetMembers {
  readonly #index = new SetIndex();
  readonly #current: Remembered<SetsOfSku>;

  constructor(
    private readonly sets: ProductSetsRepository,
    private readonly transactions: Transactions,
    changes: ClubChanges,
  ) {
    this.#current = new Remembered(transactions, () => this.#load());
    changes.onChange(() => this.#current.forget());
  }

  /** As the sets are now. */
  current(): Promise<SetsOfSku> {
    return this.#current.get();
  }

  /** Past purchases with the sets that a draft names as they are now: a new set would be in none of them. */
  async asNow(draft: unknown): Promise<(purchase: EarningPurchase) => EarningPurchase> {
    const named = new Set(namedIn('product-set', draft).map(({ id }) => id));
    if (named.size === 0) return (purchase) => purchase;
    await this.current();
    // Their articles as they are at this moment, also if a set changes before the last purchase is asked.
    const skusOf = new Map([...named].map((id) => [id, new Set(this.#index.find(id)?.skus)]));
    const setsOf: SetsOfSku = (sku) => [...named].filter((id) => skusOf.get(id)?.has(sku));
    return (purchase) => withSetsNow(purchase, named, setsOf);
  }

  async #load(): Promise<SetsOfSku> {
    const before = this.#index.ids;
    const versions = await this.sets.versions();
    const present = new Set(versions.map(({ id }) => id));
    const old = versions.filter(({ id, version }) => (this.#index.find(id)?.version ?? 0) < version);
    if (old.length > 0)
      for (const set of await this.sets.members(old.map(({ id }) => id))) this.#index.add(set);
    // A transaction may read an older state: what is missing there may have come since.
    if (!this.transactions.inside) for (const id of before) if (!present.has(id)) this.#index.remove(id);
    return this.#index.among(present);
  }
}
