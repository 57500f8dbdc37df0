import { Injectable } from '@nestjs/common';
import type { DiscountCategory, Texts } from '@regulars/contracts';
import type { StoredDiscount } from './discount.ts';

/** A coupon or an offer in a category; its name is not yet in one language. */
export type CategoryUse = Omit<DiscountCategory['usedBy'][number], 'name'> & { readonly name: Texts };

/** Coupons and offers come after this feature, so they register what is in categories. */
@Injectable()
export class DiscountCategoryUses {
  readonly #sources: [CategoryUse['type'], () => Promise<readonly StoredDiscount[]>][] = [];

  register(type: CategoryUse['type'], discounts: () => Promise<readonly StoredDiscount[]>): void {
    this.#sources.push([type, discounts]);
  }

  /** By the id of the category. An ended one takes nothing off, so it is in none. */
  async all(): Promise<(categoryId: string) => readonly CategoryUse[]> {
    const uses = new Map<string, CategoryUse[]>();
    for (const [type, discounts] of this.#sources)
      for (const { id, name, state, terms } of await discounts()) {
        if (state === 'ended' || !terms.category) continue;
        const known = uses.get(terms.category) ?? [];
        uses.set(terms.category, [...known, { type, id, name }]);
      }
    return (categoryId) => uses.get(categoryId) ?? [];
  }
}
