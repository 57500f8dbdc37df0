import { Injectable } from '@nestjs/common';
import type { listTiers, MemberTier, QueryOf, Tier } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { Remembered, type Wording } from '../club/index.ts';
import { Ladder } from './ladder.ts';
import { StandingsRepository, type MemberStanding } from './standings.repository.ts';
import { TierPeriods } from './tier-periods.ts';
import { TiersRepository } from './tiers.repository.ts';

/** Where members stand, for every feature that shows or uses it. */
@Injectable()
export class Tiers {
  readonly #ladder: Remembered<Ladder>;

  constructor(
    tiers: TiersRepository,
    private readonly stored: StandingsRepository,
    private readonly periods: TierPeriods,
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
    const [standing] = await this.stored.standings([memberId], await this.period(at), await this.measure());
    if (!standing) throw new Error('tier_standings answered for no member');
    return standing;
  }

  /** By member id; null where no tier is reached. */
  async standings(memberIds: readonly string[]): Promise<Map<string, MemberTier | null>> {
    const ladder = await this.ladder();
    const now = this.clock.now();
    const rows = await this.stored.standings(memberIds, await this.period(now), await this.measure());
    return new Map(rows.map((row) => [row.memberId, ladder.standing(row, now)]));
  }

  /** The id of the tier that each member has now, earned or granted; null where no tier is reached. */
  async heldBy(memberIds: readonly string[]): Promise<Map<string, string | null>> {
    const ladder = await this.ladder();
    const now = this.clock.now();
    const rows = await this.stored.standings(memberIds, await this.period(now), await this.measure());
    return new Map(rows.map((row) => [row.memberId, ladder.held(row, now)?.id ?? null]));
  }

  readonly measure: TierPeriods['measure'] = () => this.periods.measure();
  readonly period: TierPeriods['at'] = (...of) => this.periods.at(...of);
  readonly periodOf: TierPeriods['periodOf'] = (...of) => this.periods.periodOf(...of);
  readonly periodOfPurchase: TierPeriods['ofPurchase'] = (...of) => this.periods.ofPurchase(...of);
  readonly reviewAt: TierPeriods['reviewAt'] = (...of) => this.periods.reviewAt(...of);
  readonly returnsLower: TierPeriods['returnsLower'] = (...of) => this.periods.returnsLower(...of);

  forget(): void {
    this.#ladder.forget();
  }
}
