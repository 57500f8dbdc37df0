import { Injectable } from '@nestjs/common';
import type { SharedBudget } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Locations } from '../club/index.ts';
import { hasRoom } from './award-room.ts';
import { LiveRules } from './live-rules.ts';
import { RuleBudgets } from './rule-budgets.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';

/** Shared budgets with their places, what is used, and how long they last. */
@Injectable()
export class ShownBudgets {
  constructor(
    private readonly uses: RuleBudgets,
    private readonly locations: Locations,
    private readonly rules: LiveRules,
    private readonly clock: Clock,
  ) {}

  async show(budgets: readonly SharedBudgetRecord[]): Promise<SharedBudget[]> {
    const names = await this.locations.names();
    const useOf = await this.uses.usedNow(
      budgets.map(({ id, per, points }) => ({ id, budget: { per, points }, ends: null })),
    );
    return budgets.map(({ id, version, locationId, per, points, since }) => {
      const { budgetUsed, budgetOutlook } = useOf(id);
      return {
        id,
        version,
        location: locationId === null ? null : { id: locationId, name: names.get(locationId) ?? '' },
        per,
        points,
        since: toInstant(since),
        used: budgetUsed ?? 0,
        outlook: budgetOutlook ?? { renewsOn: null, perDay: null, usedUpOn: null },
      };
    });
  }

  /** Throws `invalid-request` if a live rule always gives more at once. */
  async assertRoom(budget: Pick<SharedBudgetRecord, 'locationId' | 'points'>): Promise<void> {
    const live = (await this.rules.timeline()).at(this.clock.now());
    const awards = live.map(({ effect, locationIds = [] }) => ({ effect, locations: locationIds }));
    if (!hasRoom(budget, awards))
      throw ClubError.field('invalid-request', '/points', 'less than one award of a live rule');
  }

  /** Null is the club. Throws `invalid-request` at the pointer for an unknown location. */
  async assertPlace(locationId: string | null, pointer: string): Promise<void> {
    if (locationId !== null && !(await this.locations.byId(locationId)))
      throw ClubError.field('unknown-location', pointer, 'unknown location');
  }
}
