import { Injectable } from '@nestjs/common';
import type { MemberTierFall, PointsPolicy, Tier } from '@regulars/contracts';
import { isoOf, stepHolds, tierFall, type FallTerms, type Instant, type TierFall } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { askingOf, qualifyingOf, type AskedReview } from './asked-period.ts';
import { heldOf } from './ladder.ts';
import { aheadOf, measureFor, type Measure } from './measure.ts';
import { OutlookRepository, type StoredOutlook } from './outlook.repository.ts';
import { Tiers } from './tiers.ts';

/** The time that the club looks ahead. */
export interface Horizon {
  readonly now: Instant;
  readonly zone: string;
  readonly policy: PointsPolicy;
  readonly measure: Measure | null;
  /** The earliest first; never empty. */
  readonly reviews: readonly [AskedReview, ...AskedReview[]];
}

export interface Foreseen {
  readonly outlook: StoredOutlook;
  readonly fall: TierFall<Tier>;
}

/** What members lose soon unless they earn more. */
@Injectable()
export class TierOutlook {
  constructor(
    private readonly outlooks: OutlookRepository,
    private readonly tiers: Tiers,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Null if no review comes within the days of the club's notice. */
  async horizon(): Promise<Horizon | null> {
    const { timeZone: zone, points: policy } = await this.club.current();
    const now = this.clock.now();
    const asking = askingOf(qualifyingOf(policy), zone);
    const [first, ...more] = asking.ahead(now, policy.tierNoticeDays ?? 0);
    const measure = aheadOf(measureFor(policy, zone));
    return first ? { now, zone, policy, measure, reviews: [first, ...more] } : null;
  }

  /** What this member loses within the days of the club's notice. */
  async of(memberId: string): Promise<MemberTierFall | null> {
    const horizon = await this.horizon();
    const [foreseen] = horizon ? await this.falls([memberId], horizon) : [];
    return foreseen ? shown(foreseen.fall) : null;
  }

  /** Which of them fall. */
  async falls(
    memberIds: readonly string[],
    { zone, policy, measure, reviews }: Horizon,
  ): Promise<Foreseen[]> {
    const { tiers } = await this.tiers.ladder();
    const outlooks = await this.outlooks.of(memberIds, reviews, measure);
    return outlooks.flatMap((outlook) => {
      const ahead = reviews.flatMap(({ at: common, horizon }, place) => {
        const at = common ?? outlook.ownReview?.getTime() ?? Infinity;
        return at <= horizon ? [{ at, credit: outlook.credits[place] ?? 0 }] : [];
      });
      const fall = tierFall(tiers, heldOf(outlook), ahead, fallTerms(policy, outlook.steppedAt, zone));
      return fall ? [{ outlook, fall }] : [];
    });
  }
}

/** How the club lowers a member whose last step down was then. */
export const fallTerms = (policy: PointsPolicy, steppedAt: Date | null, zone: string): FallTerms => ({
  downgrade: policy.tierDowngrade ?? 'to-earned',
  holds: (at) => stepHolds(qualifyingOf(policy), steppedAt && steppedAt.getTime(), at, zone),
});

const shown = ({ from, to, until, missing }: TierFall<Tier>): MemberTierFall => ({
  tier: { code: from.code, name: from.name },
  to: to && { code: to.code, name: to.name },
  until: isoOf(until),
  missing,
});
