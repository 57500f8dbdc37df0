import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { LiveSegments } from './live-segments.ts';
import { settleSegments } from './settle-segments.job.ts';

/** What changes the facts of members. */
const names = [
  'member.joined',
  'member.changed',
  'member.closed',
  'member.reopened',
  'member.merged',
  'member.unmerged',
  'purchase.recorded',
  'purchase.returned',
  'purchase.claimed',
  'return.reversed',
  'points.earned',
  'points.redeemed',
  'points.returned',
  'points.adjusted',
  'points.released',
  'points.expired',
  'points.reversed',
  'points.transferred',
  'tier.changed',
  'challenge.filled',
  'challenge.withdrawn',
  'voucher.issued',
  'voucher.cancelled',
  'coupon.redeemed',
  'coupon.given-back',
  'offer.activated',
  'offer.redeemed',
  'survey.answered',
  'gathering.attended',
  'custom-event.recorded',
] as const satisfies readonly EventName[];

/** Facts come from the same events, a moment earlier. */
const afterSeconds = 1;
const restMs = 1000;

/** Wakes who reckons segments. Triggers note the members, so a lost event does no harm. */
@Injectable()
export class SegmentsSubscription {
  constructor(
    subscriptions: Subscriptions,
    private readonly live: LiveSegments,
    private readonly jobs: Jobs,
  ) {
    subscriptions.subscribe({
      consumer: 'member-segments',
      names,
      origins: ['live', 'import', 'demo'],
      from: 'now',
      handle: () => this.#wake(),
      handleBulk: () => this.#wake(),
      bulkOrigins: ['live', 'import', 'demo'],
      restMs,
    });
  }

  async #wake(): Promise<void> {
    if (await this.live.any()) await this.jobs.enqueue(settleSegments, {}, afterSeconds);
  }
}
