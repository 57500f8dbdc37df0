import { Injectable } from '@nestjs/common';
import type { Instant, Redeemable } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { DiscountBudgets } from './discount-budgets.ts';
import { DiscountCategoriesRepository } from './discount-categories.repository.ts';
import { redeemableOf, type DiscountGroup } from './redeemable.ts';
import type { DiscountTerms } from './terms.ts';

interface Discount {
  readonly id: string;
  readonly terms: DiscountTerms;
}

/** Coupons and offers as the pricing of every cart takes them: with their category, and with what is left of their budget. */
@Injectable()
export class Redeemables {
  readonly #categories: Remembered<ReadonlyMap<string, Redeemable['category']>>;

  constructor(
    private readonly budgets: DiscountBudgets,
    categories: DiscountCategoriesRepository,
    changes: ClubChanges,
    transactions: Transactions,
  ) {
    this.#categories = new Remembered(
      transactions,
      async () => new Map((await categories.all()).map((category) => [category.id, category])),
    );
    changes.onChange(() => this.#categories.forget());
  }

  /** For these discounts, at this moment. */
  async of(
    discounts: readonly Discount[],
    group: DiscountGroup,
    at: Instant,
  ): Promise<(discount: Discount) => Redeemable> {
    const leftOf = await this.budgets.leftOf(discounts, at);
    const known = await this.#categories.get();
    return ({ id, terms }) => {
      const own = terms.category ? known.get(terms.category) : undefined;
      return redeemableOf({ id, ...terms }, group, { left: leftOf(id), ...(own ? { category: own } : {}) });
    };
  }
}
