import { Injectable } from '@nestjs/common';
import {
  hasCommonPeriod,
  isWithin,
  localDay,
  measureOf,
  membershipYearAt,
  returnCanLower,
  stepHolds,
  type Instant,
  type Period,
  type QualifyingPeriod,
  type TierDowngrade,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { Members } from '../members/index.ts';
import { askingOf, qualifyingOf, type AskedPeriod, type AskedReviews } from './asked-period.ts';
import { measureFor, type Measure } from './measure.ts';

/** It changes with the local day at most, and every sale asks for that of today. */
interface PeriodOfDay {
  readonly kind: QualifyingPeriod['kind'];
  readonly length: QualifyingPeriod['length'];
  readonly zone: string;
  readonly day: Period;
  readonly period: AskedPeriod;
}

/** What decides in a review. */
export interface ReviewTerms extends AskedReviews {
  readonly now: Instant;
  readonly zone: string;
  readonly measure: Measure | null;
  readonly downgrade: TierDowngrade;
  /** Whether a step down that was taken then still holds. */
  readonly holds: (steppedAt: Instant | null) => boolean;
}

/** In which time something counts for tiers, and what. */
@Injectable()
export class TierPeriods {
  #lastPeriod: PeriodOfDay | null = null;

  constructor(
    private readonly members: Members,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** What counts for tiers; null for status credit. */
  async measure(): Promise<Measure | null> {
    const { timeZone, points } = await this.club.current();
    return measureFor(points, timeZone);
  }

  /** The time whose status credit counts at `at`. */
  async at(at: Instant): Promise<AskedPeriod> {
    const { timeZone: zone, points } = await this.club.current();
    const qualifies = qualifyingOf(points);
    const { kind, length } = qualifies;
    if (!hasCommonPeriod(qualifies)) return askingOf(qualifies, zone).current(at);
    const known = this.#lastPeriod;
    const isKnown =
      known?.kind === kind &&
      known.length === length &&
      known.zone === zone &&
      at >= known.day.from &&
      at < known.day.until;
    if (isKnown) return known.period;
    const period = askingOf(qualifies, zone).current(at);
    this.#lastPeriod = { kind, length, zone, day: localDay(at, zone), period };
    return period;
  }

  /** The time whose status credit counts for this member at `at`. */
  async periodOf(memberId: string, at: Instant): Promise<Period> {
    const period = await this.at(at);
    if (!('yearOf' in period)) return period;
    const { timeZone } = await this.club.current();
    const { joinedAt } = await this.members.byId(memberId);
    return membershipYearAt(joinedAt.getTime(), at, timeZone);
  }

  /** The time whose status credit decides with a purchase. */
  async ofPurchase(purchasedAt: Instant, bookedAt: Instant): Promise<AskedPeriod> {
    const current = await this.at(bookedAt);
    if (!('yearOf' in current) && isWithin(current, Math.min(purchasedAt, bookedAt))) return current;
    const { timeZone, points } = await this.club.current();
    return askingOf(qualifyingOf(points), timeZone).ofPurchase(purchasedAt, bookedAt);
  }

  /** The members who are due for a review at `at`, and what decides in it. */
  async reviewAt(at: Instant): Promise<ReviewTerms> {
    const { timeZone: zone, points } = await this.club.current();
    const qualifies = qualifyingOf(points);
    return {
      now: at,
      zone,
      ...askingOf(qualifies, zone).review(at),
      measure: measureFor(points, zone),
      downgrade: points.tierDowngrade ?? 'to-earned',
      holds: (steppedAt) => stepHolds(qualifies, steppedAt, at, zone),
    };
  }

  /** Whether a return of what was bought then can lower a tier. */
  async returnsLower(memberId: string, purchasedAt: Instant): Promise<boolean> {
    const { points } = await this.club.current();
    if (points.tierReturns !== 'lower') return false;
    const period = await this.periodOf(memberId, this.clock.now());
    return returnCanLower(measureOf(points), isWithin(period, purchasedAt));
  }
}
