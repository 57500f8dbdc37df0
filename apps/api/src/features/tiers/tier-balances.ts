import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Points } from '../points/index.ts';
import { TierReviews } from './tier-reviews.ts';
import { Tiers } from './tiers.ts';

/**
 * Where the points that can be spent decide, a member who gets points may reach a tier. A sale decides it at once;
 * releases, adjustments and points that come back tell it by their events.
 */
@Injectable()
export class TierBalances {
  constructor(
    subscriptions: Subscriptions,
    private readonly tiers: Tiers,
    private readonly reviews: TierReviews,
    private readonly points: Points,
  ) {
    subscriptions.subscribe({
      consumer: 'tier-balances',
      names: [
        'points.earned',
        'points.released',
        'points.adjusted',
        'points.given-back',
        'points.reversed',
        'points.transferred',
      ],
      origins: ['live', 'import', 'demo'],
      bulkOrigins: ['live', 'import', 'demo'],
      from: 'now',
      handle: ({ memberId }) => this.#lift([memberId]),
      handleBulk: (events) => this.#lift([...new Set(events.map(({ memberId }) => memberId))]),
    });
  }

  async #lift(memberIds: readonly string[]): Promise<void> {
    if ((await this.tiers.measure())?.by !== 'balance') return;
    await this.points.open(memberIds);
    await this.reviews.lift(memberIds);
  }
}
