import { Injectable } from '@nestjs/common';
import type { TierFigures } from '@regulars/contracts';
import { decisiveReview, isoOf, tierFall } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { heldOf } from './ladder.ts';
import { TierFiguresRepository } from './tier-figures.repository.ts';
import { fallTerms } from './tier-outlook.ts';
import { qualifyingOf, Tiers } from './tiers.ts';

/** How many members are on each tier, and how many lose it if they earn nothing more. */
@Injectable()
export class TierFiguresService {
  constructor(
    private readonly figures: TierFiguresRepository,
    private readonly tiers: Tiers,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async count(): Promise<TierFigures> {
    const { timeZone: zone, points: policy } = await this.club.current();
    const { at, period } = decisiveReview(qualifyingOf(policy), this.clock.now(), zone);
    const ladder = await this.tiers.ladder();
    const members = new Map<string, number>();
    for (const { tierId, members: more } of await this.figures.members())
      add(members, ladder.current(tierId)?.id, more);
    const falling = new Map<string, number>();
    for (const group of await this.figures.falling(period)) {
      const terms = fallTerms(policy, group.steppedAt, zone);
      const fall = tierFall(ladder.tiers, heldOf(group), [{ at, credit: group.reached }], terms);
      add(falling, fall?.from.id, group.members);
    }
    return {
      until: isoOf(at),
      tiers: ladder.tiers.map(({ id, code }) => ({
        code,
        members: members.get(id) ?? 0,
        falling: falling.get(id) ?? 0,
      })),
    };
  }
}

/** Members below every tier are on none. */
const add = (counts: Map<string, number>, tierId: string | undefined, more: number): void => {
  if (tierId !== undefined) counts.set(tierId, (counts.get(tierId) ?? 0) + more);
};
