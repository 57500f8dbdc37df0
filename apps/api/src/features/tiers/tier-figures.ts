import { Injectable } from '@nestjs/common';
import type { getTierFigures, PointsPolicy, QueryOf, Tier, TierFigures } from '@regulars/contracts';
import {
  decisiveReview,
  isoOf,
  tierFall,
  type Instant,
  type ReviewAhead,
  type TierFall,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { ListParts } from '../members/index.ts';
import { heldOf, type Ladder } from './ladder.ts';
import { measureFor, type Measure } from './measure.ts';
import { TierFiguresRepository, type FallingGroup } from './tier-figures.repository.ts';
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
    lists: ListParts,
  ) {
    lists.register({ falling: (code) => this.#whoFalls(code) });
  }

  /** As if `statusBase` decided, if it is given. */
  async count({ statusBase }: QueryOf<typeof getTierFigures>): Promise<TierFigures> {
    const { zone, policy, at, period } = await this.#review(statusBase);
    const ladder = await this.tiers.ladder();
    const members = new Map<string, number>();
    for (const { tierId, members: more } of await this.figures.members())
      add(members, ladder.current(tierId)?.id, more);
    const afterwards = statusBase ? await this.#afterwards(measureFor(policy, zone), ladder) : members;
    const falling = new Map<string, number>();
    for (const group of await this.figures.falling(period, measureFor(policy, zone)))
      add(falling, fallOf(group, ladder, { zone, policy, at })?.from.id, group.members);
    return {
      until: isoOf(at),
      tiers: ladder.tiers.map(({ id, code }) => ({
        code,
        members: members.get(id) ?? 0,
        afterwards: afterwards.get(id) ?? 0,
        falling: falling.get(id) ?? 0,
      })),
    };
  }

  /** Who loses the tier with this code, as `count` counts them. */
  async #whoFalls(code: string): Promise<string[]> {
    const { zone, policy, at, period } = await this.#review();
    const ladder = await this.tiers.ladder();
    const groups = await this.figures.fallingMembers(period, measureFor(policy, zone));
    return groups
      .filter((group) => fallOf(group, ladder, { zone, policy, at })?.from.code === code)
      .flatMap(({ memberIds }) => memberIds);
  }

  async #review(statusBase?: PointsPolicy['statusBase']): Promise<CountedReview & ReviewAhead> {
    const { timeZone: zone, points } = await this.club.current();
    const policy = statusBase ? { ...points, ...(periodOf[statusBase] ?? {}), statusBase } : points;
    return { zone, policy, ...decisiveReview(qualifyingOf(policy), this.clock.now(), zone) };
  }

  /** By tier, as soon as this decides. */
  async #afterwards(measure: Measure | null, ladder: Ladder): Promise<Map<string, number>> {
    const now = this.clock.now();
    const counts = new Map<string, number>();
    for (const group of await this.figures.regrouped(await this.tiers.period(now), measure))
      add(counts, ladder.lifted(group, group.reached, now)?.id, group.members);
    return counts;
  }
}

/** The period that a base asks for, whatever the club has. */
const periodOf: Partial<Record<string, Pick<PointsPolicy, 'qualifyingPeriod'>>> = {
  balance: { qualifyingPeriod: 'calendar-year' },
};

/** The review for which falls are counted. */
interface CountedReview {
  readonly zone: string;
  readonly policy: PointsPolicy;
  readonly at: Instant;
}

/** What members who stand like this lose in the review; null if they keep their tier. */
const fallOf = (
  group: Pick<FallingGroup, 'tierId' | 'grant' | 'steppedAt' | 'reached'>,
  { tiers }: Ladder,
  { zone, policy, at }: CountedReview,
): TierFall<Tier> | null => {
  const terms = fallTerms(policy, group.steppedAt, zone);
  return tierFall(tiers, heldOf(group), [{ at, credit: group.reached }], terms);
};

/** Members below every tier are on none. */
const add = (counts: Map<string, number>, tierId: string | undefined, more: number): void => {
  if (tierId !== undefined) counts.set(tierId, (counts.get(tierId) ?? 0) + more);
};
