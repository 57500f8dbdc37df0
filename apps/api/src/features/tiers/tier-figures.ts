import { Injectable } from '@nestjs/common';
import {
  periodsWithEnd,
  type getTierFigures,
  type PointsPolicy,
  type QueryOf,
  type Tier,
  type TierFigures,
} from '@regulars/contracts';
import { foreseenDays, isoOf, tierFall, type TierFall } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { ListParts } from '../members/index.ts';
import { askingOf, qualifyingOf, type AskedReview } from './asked-period.ts';
import { heldOf, type Ladder } from './ladder.ts';
import { aheadOf, measureFor } from './measure.ts';
import { TierFiguresRepository, type FallingGroup } from './tier-figures.repository.ts';
import { fallTerms } from './tier-outlook.ts';
import { Tiers } from './tiers.ts';

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

  /** As if the asked base and period decided, if they are given. */
  async count(asked: TierQuery): Promise<TierFigures> {
    const counted = await this.#review(asked);
    const { policy, zone, review } = counted;
    const ladder = await this.tiers.ladder();
    const members = new Map<string, number>();
    for (const { tierId, members: more } of await this.figures.members())
      add(members, ladder.current(tierId)?.id, more);
    const afterwards = isPreview(asked) ? await this.#afterwards(counted, ladder) : members;
    const falling = new Map<string, number>();
    for (const group of await this.figures.falling(review, aheadOf(measureFor(policy, zone))))
      add(falling, fallOf(group, ladder, counted)?.from.id, group.members);
    return {
      until: isoOf(review.horizon),
      tiers: ladder.tiers.map(({ id, code }) => ({
        code,
        members: members.get(id) ?? 0,
        afterwards: afterwards.get(id) ?? 0,
        falling: falling.get(id) ?? 0,
      })),
    };
  }

  /** The members who lose the tier with this code, as `count` counts them. */
  async #whoFalls(code: string): Promise<string[]> {
    const counted = await this.#review({});
    const { policy, zone, review } = counted;
    const ladder = await this.tiers.ladder();
    const groups = await this.figures.fallingMembers(review, aheadOf(measureFor(policy, zone)));
    return groups
      .filter((group) => fallOf(group, ladder, counted)?.from.code === code)
      .flatMap(({ memberIds }) => memberIds);
  }

  async #review(asked: TierQuery): Promise<CountedReview> {
    const { timeZone: zone, points } = await this.club.current();
    const policy = policyAsked(points, asked);
    const days = isPreview(asked) ? wholeYear : foreseenDays;
    return { zone, policy, review: askingOf(qualifyingOf(policy), zone).decisive(this.clock.now(), days) };
  }

  /** By tier, as soon as this decides. */
  async #afterwards({ policy, zone }: CountedReview, ladder: Ladder): Promise<Map<string, number>> {
    const now = this.clock.now();
    const counts = new Map<string, number>();
    const period = askingOf(qualifyingOf(policy), zone).current(now);
    for (const group of await this.figures.regrouped(period, measureFor(policy, zone)))
      add(counts, ladder.lifted(group, group.reached, now)?.id, group.members);
    return counts;
  }
}

type TierQuery = QueryOf<typeof getTierFigures>;

/** Each membership year ends within it. */
const wholeYear = 366;

const isPreview = ({ statusBase, qualifyingPeriod }: TierQuery): boolean =>
  statusBase !== undefined || qualifyingPeriod !== undefined;

/** The club's settings with what is asked. The base `balance` alone comes with a period that has an end. */
const policyAsked = (
  points: PointsPolicy,
  { statusBase, qualifyingPeriod, qualifyingLength }: TierQuery,
): PointsPolicy => {
  const wanted = {
    ...points,
    ...(statusBase === undefined ? {} : { statusBase }),
    ...(qualifyingPeriod === undefined
      ? {}
      : { qualifyingPeriod, qualifyingLength: qualifyingLength ?? null }),
  };
  const fits = wanted.statusBase !== 'balance' || periodsWithEnd[wanted.qualifyingPeriod];
  return fits ? wanted : { ...wanted, qualifyingPeriod: 'calendar-year' };
};

/** The review for which falls are counted. */
interface CountedReview {
  readonly zone: string;
  readonly policy: PointsPolicy;
  readonly review: AskedReview;
}

/** What members in this position lose in the review; null if they keep their tier. */
const fallOf = (
  group: Pick<FallingGroup, 'tierId' | 'grant' | 'steppedAt' | 'reached' | 'ownReview'>,
  { tiers }: Ladder,
  { zone, policy, review }: CountedReview,
): TierFall<Tier> | null => {
  const at = review.at ?? group.ownReview?.getTime() ?? review.horizon;
  const terms = fallTerms(policy, group.steppedAt, zone);
  return tierFall(tiers, heldOf(group), [{ at, credit: group.reached }], terms);
};

/** Members below every tier are on none. */
const add = (counts: Map<string, number>, tierId: string | undefined, more: number): void => {
  if (tierId !== undefined) counts.set(tierId, (counts.get(tierId) ?? 0) + more);
};
