import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Tiers } from '../tiers/index.ts';
import type { NewNotice, NoticeParams } from './notice.ts';
import { Notices } from './notices.ts';

const names = ['points.earned', 'points.adjusted', 'tier.changed'] as const;
type Heard = HeardEvent<(typeof names)[number]>;

/** Of many sales at once. A notice may come some seconds after its purchase: the open page shows the purchase itself. */
const restMs = 2000;

/** Tells members of points that they got, one notice for each posting, and of another tier. */
@Injectable()
export class PointsNotices {
  readonly #notices: Notices;
  readonly #tiers: Tiers;

  constructor(subscriptions: Subscriptions, notices: Notices, tiers: Tiers) {
    this.#notices = notices;
    this.#tiers = tiers;
    subscriptions.subscribe({
      ...{ consumer: 'points-notices', names, origins: ['live'], from: 'now', bulkOrigins: ['live'], restMs },
      handle: (event) => this.#tell([event]),
      handleBulk: (events) => this.#tell(events),
    });
  }

  async #tell(events: readonly Heard[]): Promise<void> {
    const notices: NewNotice[] = [];
    for (const event of events)
      if (event.name === 'tier.changed') notices.push(await this.#ofTier(event));
      else if (event.data.points > 0) notices.push(ofPoints(event));
    await this.#notices.tell(notices);
  }

  async #ofTier({ number, memberId, data }: HeardEvent<'tier.changed'>): Promise<NewNotice> {
    const tier = (await this.#tiers.catalogue()).find(({ code }) => code === data.to);
    const params: NoticeParams = tier
      ? { what: `tier-${data.direction}`, tier: tier.name }
      : { what: 'tier-none' };
    return { memberId, kind: 'points', key: `tier:${number}`, path: '/club/tier', params };
  }
}

const ofPoints = ({ memberId, data }: HeardEvent<'points.earned' | 'points.adjusted'>): NewNotice => {
  const { transactionId, purchaseId, points } = data;
  return {
    memberId,
    kind: 'points',
    key: `points:${transactionId}`,
    path: purchaseId ? `/club/activity/${purchaseId}` : '/club/activity',
    params: { what: purchaseId ? 'purchase' : 'bonus', points: String(points) },
  };
};
