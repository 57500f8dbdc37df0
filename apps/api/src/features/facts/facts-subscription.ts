import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { DueFacts } from './due-facts.ts';
import { FactSources } from './fact-sources.ts';
import { MemberFacts } from './member-facts.ts';
import { rebuildMemberFacts } from './rebuild-member-facts.job.ts';
import { staleAfter } from './stale-facts.ts';

const names = [
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
  'points.held',
  'points.given-back',
  'points.reversed',
  'points.transferred',
  'tier.changed',
  // The tier of a former member changes without an event.
  'member.reopened',
  'member.merged',
  'member.unmerged',
  'club.changed',
  // The database notes what these change. They say that it is time to look.
  'voucher.issued',
  'voucher.cancelled',
  'coupon.redeemed',
  'coupon.given-back',
  'offer.activated',
  'offer.deactivated',
  'offer.redeemed',
  'offer.given-back',
  'survey.answered',
  'gathering.attended',
  'gathering.attendance-undone',
] as const satisfies readonly EventName[];

export const factsConsumer = 'member-facts';
/** Facts may be a second late, and batches are far cheaper. */
const restMs = 400;

/**
 * Refreshes the facts of the members in events, many in one statement. Facts come from the sources and not from
 * the event, so late or repeated events do no harm.
 */
@Injectable()
export class FactsSubscription {
  constructor(
    subscriptions: Subscriptions,
    private readonly facts: MemberFacts,
    private readonly sources: FactSources,
    private readonly due: DueFacts,
    private readonly jobs: Jobs,
  ) {
    subscriptions.subscribe({
      consumer: factsConsumer,
      names,
      origins: ['live', 'import', 'demo'],
      // The rebuild covers earlier events.
      from: 'now',
      handle: (event) => this.#take([event]),
      handleBulk: (events) => this.#take(events),
      bulkOrigins: ['live', 'import', 'demo'],
      restMs,
    });
  }

  async #take(events: readonly HeardEvent[]): Promise<void> {
    await this.facts.follow(staleAfter(events, this.sources), events.at(-1)?.number);
    await this.due.takeAll();
    // Days depend on the time zone. The job checks whether it changed.
    if (events.some((event) => event.name === 'club.changed' && event.data.part === 'settings'))
      await this.jobs.enqueue(rebuildMemberFacts, {});
  }
}
