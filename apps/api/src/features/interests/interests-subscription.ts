import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { ConsentGrants } from '../members/index.ts';
import { DueRepository } from './due.repository.ts';
import { settleInterests } from './interest-settings.ts';

const names = [
  'purchase.recorded',
  'purchase.returned',
  'purchase.claimed',
  'return.reversed',
  'gathering.attended',
  'gathering.attendance-undone',
  'member.merged',
  'member.unmerged',
  'club.changed',
] as const satisfies readonly EventName[];

/** Interests may be a second late, and batches are far cheaper. */
const restMs = 400;

/** Notes the members in events, and those who begin to allow profiling. A club without interests notes nobody. */
@Injectable()
export class InterestsSubscription {
  constructor(
    subscriptions: Subscriptions,
    grants: ConsentGrants,
    private readonly due: DueRepository,
    private readonly club: ClubSettings,
    private readonly jobs: Jobs,
  ) {
    grants.register('profiling', (memberIds) => due.note(memberIds));
    subscriptions.subscribe({
      consumer: 'member-interests',
      names,
      origins: ['live', 'import', 'demo'],
      from: 'now',
      handle: (event) => this.#note([event]),
      handleBulk: (events) => this.#note(events),
      bulkOrigins: ['live', 'import', 'demo'],
      restMs,
    });
  }

  async #note(events: readonly HeardEvent[]): Promise<void> {
    if ((await this.club.current()).interests.length === 0) return;
    const members = new Set(events.flatMap(({ memberId }) => memberId ?? []));
    if (events.some(changesGoods)) await this.due.later();
    await this.due.note([...members]);
    if (members.size > 0) await this.jobs.enqueue(settleInterests, {});
  }
}

/** What goods are about may have changed. It counts at once for who buys, and for all in the night. */
const changesGoods = (event: HeardEvent): boolean =>
  event.name === 'club.changed' && event.data.part === 'product';
