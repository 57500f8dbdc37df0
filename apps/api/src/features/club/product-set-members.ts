import { Injectable } from '@nestjs/common';
import { withSetsNow, type EarningPurchase, type SetsOfSku } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges } from './club-changes.ts';
import { namedSets } from './product-set-uses.ts';
import { ProductSetsRepository } from './product-sets.repository.ts';
import { Remembered } from './remembered.ts';

interface KnownSet {
  readonly id: string;
  readonly version: number;
  readonly skus: ReadonlySet<string>;
}

const none: readonly string[] = [];

/** Which product sets contain an article, from memory. A set is loaded once per version. */
@Injectable()
export class ProductSetMembers {
  #known: readonly KnownSet[] = [];
  readonly #current: Remembered<SetsOfSku>;

  constructor(
    private readonly sets: ProductSetsRepository,
    transactions: Transactions,
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
    const named = new Set(namedSets(draft).map(({ id }) => id));
    if (named.size === 0) return (purchase) => purchase;
    const setsOf = await this.current();
    return (purchase) => withSetsNow(purchase, named, setsOf);
  }

  async #load(): Promise<SetsOfSku> {
    const known = new Map(this.#known.map((set) => [set.id, set]));
    const versions = await this.sets.versions();
    const old = versions.filter(({ id, version }) => known.get(id)?.version !== version);
    if (old.length > 0)
      for (const { skus, ...set } of await this.sets.members(old.map(({ id }) => id)))
        known.set(set.id, { ...set, skus: new Set(skus) });
    const current = versions.flatMap(({ id }) => known.get(id) ?? []);
    this.#known = current;
    if (current.length === 0) return () => none;
    return (sku) => {
      const found = current.filter(({ skus }) => skus.has(sku));
      return found.length === 0 ? none : found.map(({ id }) => id);
    };
  }
}
