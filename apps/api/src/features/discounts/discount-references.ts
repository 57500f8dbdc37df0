import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import type { Condition } from '@regulars/conditions';
import { Locations, namedSets, ProductSets } from '../club/index.ts';
import type { DiscountTerms } from './terms.ts';

/** What the terms of a discount name. */
@Injectable()
export class DiscountReferences {
  constructor(
    private readonly locations: Locations,
    private readonly sets: ProductSets,
  ) {}

  /** Throws `unknown-location`, `unknown-product-set` with pointers. */
  async assertKnown({
    locations,
    effect,
    on,
    audience,
  }: Pick<DiscountTerms, 'locations' | 'effect' | 'on'> & {
    readonly audience: Condition | null;
  }): Promise<void> {
    for (const [index, id] of (locations ?? []).entries())
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'unknown location');
    await this.sets.assertKnown(namedSets({ effect, on, audience }));
  }
}
