import { Injectable } from '@nestjs/common';
import type { listTiers, MemberTier, PointsPolicy, QueryOf, Tier } from '@regulars/contracts';
import {
  isWithin,
  localDay,
  measureOf,
  periodOfPurchase,
  qualifyingPeriodAt,
  returnCanLower,
  stepHolds,
  tierReviewAt,
  type Instant,
  type Period,
  type QualifyingPeriod,
  type TierDowngrade,
  type TierReview,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { ClubSettings, Remembered, type Wording } from '../club/index.ts';
import { Ladder } from './ladder.ts';
import { measureFor, type Measure } from './measure.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { TiersRepository } from './tiers.repository.ts';

/** It changes with the local day at most, and every sale asks for that of today. */
interface PeriodOfDay {
  readonly kind: QualifyingPeriod['kind'];
  readonly length: QualifyingPeriod['length'];
  readonly zone: string;
  readonly day: Period;
  readonly period: Period;
}

/** What decides in a review. */
export interface ReviewTerms extends TierReview {
  readonly measure: Measure | null;
  readonly downgrade: TierDowngrade;
  /** Whether a step down that was taken then still holds. */
  readonly holds: (steppedAt: Instant | null) => boolean;
}

export const qualifyingOf = ({
  qualifyingPeriod: kind,
  qualifyingLength,
}: PointsPolicy): QualifyingPeriod => ({
  kind,
  length: qualifyingLength ?? null,
});

/** Where members stand, for every feature that shows or uses it. */
@Injectable()
export class Tiers {
  readonly #ladder: Remembered<Ladder>;
  #lastPeriod: PeriodOfDay | null = null;

  constructor(
    tiers: TiersRepository,
    private readonly members: StandingsRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
    transactions: Transactions,
    live: LiveEvents,
  ) {
    this.#ladder = new Remembered(transactions, async () => new Ladder(await tiers.all()));
    live.subscribe(() => this.forget(), ['ladder.changed']);
    live.onListening(() => this.forget());
  }

  /** From memory. */
  ladder(): Promise<Ladder> {
    return this.#ladder.get();
  }

  /** From memory, lowest first. */
  async catalogue(): Promise<readonly Tier[]> {
    return (await this.ladder()).tiers;
  }

  /** By rank, unless the caller sorts otherwise; names in the reader's language. */
  async list(query: QueryOf<typeof listTiers>, wordOf: Wording['of']): Promise<Page<Tier>> {
    const tiers = await this.catalogue();
    return sortedPage(
      tiers,
      { ...query, limit: tiers.length },
      {
        by: {
          rank: ({ rank }) => rank,
          code: ({ code }) => code,
          name: ({ name }) => wordOf(name),
          threshold: ({ threshold }) => threshold,
          multiplier: ({ multiplierPercent }) => multiplierPercent,
        },
        usual: 'rank',
      },
    );
  }

  /** Null where no tier is reached. */
  async standing(memberId: string): Promise<MemberTier | null> {
    return (await this.standings([memberId])).get(memberId) ?? null;
  }

  /** As booked. Read it under the lock of the wallet to change it. */
  async booked(memberId: string, at: Instant): Promise<MemberStanding> {
    const [standing] = await this.members.standings([memberId], await this.period(at), await this.measure());
    if (!standing) throw new Error('tier_standings answered for no member');
    return standing;
  }

  /** By member id; null where no tier is reached. */
  async standings(memberIds: readonly string[]): Promise<Map<string, MemberTier | null>> {
    const ladder = await this.ladder();
    const now = this.clock.now();
    const rows = await this.members.standings(memberIds, await this.period(now), await this.measure());
    return new Map(rows.map((row) => [row.memberId, ladder.standing(row, now)]));
  }

  /** What counts for tiers; null for status credit. */
  async measure(): Promise<Measure | null> {
    const { timeZone, points } = await this.club.current();
    return measureFor(points, timeZone);
  }

  /** The time whose status credit counts at `at`. */
  async period(at: Instant): Promise<Period> {
    const { timeZone: zone, points } = await this.club.current();
    const qualifies = qualifyingOf(points);
    const { kind, length } = qualifies;
    const known = this.#lastPeriod;
    const isKnown =
      known?.kind === kind &&
      known.length === length &&
      known.zone === zone &&
      at >= known.day.from &&
      at < known.day.until;
    if (isKnown) return known.period;
    const period = qualifyingPeriodAt(qualifies, at, zone);
    this.#lastPeriod = { kind, length, zone, day: localDay(at, zone), period };
    return period;
  }

  /** The time whose status credit decides with a purchase. */
  async periodOfPurchase(purchasedAt: Instant, bookedAt: Instant): Promise<Period> {
    const current = await this.period(bookedAt);
    if (isWithin(current, Math.min(purchasedAt, bookedAt))) return current;
    const { timeZone, points } = await this.club.current();
    return periodOfPurchase(qualifyingOf(points), { purchasedAt, bookedAt }, timeZone);
  }

  /** The members who are due for a review at `at`, and what decides in it. */
  async reviewAt(at: Instant): Promise<ReviewTerms> {
    const { timeZone: zone, points } = await this.club.current();
    const qualifies = qualifyingOf(points);
    return {
      ...tierReviewAt(qualifies, at, zone),
      measure: measureFor(points, zone),
      downgrade: points.tierDowngrade ?? 'to-earned',
      holds: (steppedAt) => stepHolds(qualifies, steppedAt, at, zone),
    };
  }

  /** Whether a return of what was bought then can lower a tier. */
  async returnsLower(purchasedAt: Instant): Promise<boolean> {
    const { points } = await this.club.current();
    const period = await this.period(this.clock.now());
    return points.tierReturns === 'lower' && returnCanLower(measureOf(points), isWithin(period, purchasedAt));
  }

  forget(): void {
    this.#ladder.forget();
  }
}
