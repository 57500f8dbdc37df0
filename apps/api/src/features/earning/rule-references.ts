import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import { tableOf } from '@regulars/loyalty';
import { ClubError, type FieldError } from '../../platform/club-error.ts';
import { ConditionReferences, Locations } from '../club/index.ts';
import { RateTables } from '../rate-tables/index.ts';
import { awardFault } from './award-room.ts';
import { LiveBudgets } from './live-budgets.ts';

/** What a rule names. */
@Injectable()
export class RuleReferences {
  constructor(
    private readonly locations: Locations,
    private readonly references: ConditionReferences,
    private readonly tables: RateTables,
    private readonly budgets: LiveBudgets,
  ) {}

  /** Throws `unknown-location`, `unknown-product-set`, `unknown-segment`, `unknown-rate-table` with pointers. */
  async assertKnown({ locations, effect, when }: RuleContent): Promise<void> {
    for (const [index, id] of locations.entries()) {
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'unknown location');
    }
    await this.references.assertKnown({ effect, when });
    const table = tableOf(effect);
    if (table !== null) await this.tables.assertKnown(table, '/effect/table');
  }

  /** A fixed award that is larger than a budget of its location or the club; null if it fits. */
  async awardFault(content: Pick<RuleContent, 'effect' | 'locations'>): Promise<FieldError | null> {
    return awardFault(content, await this.budgets.all());
  }
}
