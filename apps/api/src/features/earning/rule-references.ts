import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Locations, namedSets, ProductSets } from '../club/index.ts';

/** What a rule names. */
@Injectable()
export class RuleReferences {
  constructor(
    private readonly locations: Locations,
    private readonly sets: ProductSets,
  ) {}

  /** Throws `unknown-location`, `unknown-product-set` with pointers. */
  async assertKnown({ locations, effect, when }: RuleContent): Promise<void> {
    for (const [index, id] of locations.entries()) {
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'unknown location');
    }
    await this.sets.assertKnown(namedSets({ effect, when }));
  }
}
