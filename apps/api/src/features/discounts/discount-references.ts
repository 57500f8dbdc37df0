import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import type { Condition } from '@regulars/conditions';
import { ConditionReferences, Locations } from '../club/index.ts';
import { DiscountCategoriesRepository } from './discount-categories.repository.ts';
import type { DiscountContent } from './discount.ts';

/** What the terms of a discount name. */
@Injectable()
export class DiscountReferences {
  constructor(
    private readonly locations: Locations,
    private readonly references: ConditionReferences,
    private readonly categories: DiscountCategoriesRepository,
  ) {}

  /** Call it in the transaction that stores it. Throws `unknown-location`, `unknown-product-set`, `unknown-segment`, `unknown-discount-category` with pointers. */
  async assertKnown({
    locations,
    effect,
    on,
    audience,
    category,
    state,
  }: Pick<DiscountContent, 'locations' | 'effect' | 'on' | 'category' | 'state'> & {
    readonly audience: Condition | null;
  }): Promise<void> {
    for (const [index, id] of (locations ?? []).entries())
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'unknown location');
    // An ended one keeps its category, also when that is removed.
    if (category !== null && state !== 'ended' && !(await this.categories.hold(category)))
      throw ClubError.field('unknown-discount-category', '/category', 'unknown category of discounts');
    await this.references.assertKnown({ effect, on, audience });
  }
}
