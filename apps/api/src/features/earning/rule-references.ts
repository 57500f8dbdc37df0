import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import { tableOf } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Locations, namedSets, ProductSets } from '../club/index.ts';
import { RateTables } from '../rate-tables/index.ts';

/** What a rule names. */
@Injectable()
export class RuleReferences {
  constructor(
    private readonly locations: Locations,
    private readonly sets: ProductSets,
    private readonly tables: RateTables,
  ) {}

  /** Throws `unknown-location`, `unknown-product-set`, `unknown-rate-table` with pointers. */
  async assertKnown({ locations, effect, when }: RuleContent): Promise<void> {
    for (const [index, id] of locations.entries()) {
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'unknown location');
    }
    await this.sets.assertKnown(namedSets({ effect, when }));
    const table = tableOf(effect);
    if (table !== null) await this.tables.assertKnown(table, '/effect/table');
  }
}
