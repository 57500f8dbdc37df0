import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import type { HeardEvent } from '../../platform/events/subscriptions/subscription.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { EventTimes } from '../custom-events/index.ts';
import { PurchaseTimes } from '../purchases/index.ts';
import { HappeningsRepository } from './happenings.repository.ts';
import { keptMs } from './kept.ts';
import { toldBy, toldNames, type Told, type ToldName } from './told.ts';

/** Conditions may be a second late, and batches are far cheaper. */
const restMs = 400;

/** Keeps what happened to members. It begins with the oldest event, so a club that updates has its past. */
@Injectable()
export class HappeningsSubscription {
  constructor(
    subscriptions: Subscriptions,
    private readonly happenings: HappeningsRepository,
    private readonly purchases: PurchaseTimes,
    private readonly customEvents: EventTimes,
    private readonly clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'member-happenings',
      names: toldNames,
      origins: ['live', 'import', 'demo'],
      from: 'beginning',
      handle: (event) => this.#take([event]),
      handleBulk: (events) => this.#take(events),
      bulkOrigins: ['live', 'import', 'demo'],
      restMs,
    });
  }

  async #take(events: readonly HeardEvent<ToldName>[]): Promise<void> {
    const earliest = this.clock.now() - keptMs;
    const told = await this.#timed(events.flatMap((event) => toldBy(event) ?? []));
    // What was undone and done again in one batch: the last word counts.
    const last = [...new Map(told.map((each) => [keyOf(each), each])).values()];
    await this.happenings.drop(told.filter(({ undone }) => undone));
    await this.happenings.add(last.filter(({ undone, at }) => !undone && at >= earliest));
  }

  /** With the times at which people bought, not those at which it was booked. */
  async #timed(told: readonly Told[]): Promise<Told[]> {
    const causes = (of: Told['of']): string[] =>
      told.filter((each) => each.of === of).map(({ cause }) => cause);
    const times = new Map([
      ...(await this.purchases.of(causes('purchase'))),
      ...(await this.customEvents.of(causes('custom-event'))),
    ]);
    return told.map((each) => ({ ...each, at: times.get(each.cause) ?? each.at }));
  }
}

/** What can be undone by its cause. A voucher is told with its reward, and withdrawn without it. */
const keyOf = ({ memberId, name, cause, subject, at }: Told): string =>
  [memberId, name, cause, name === 'voucher.issued' ? '' : subject, isOnce(name) ? '' : at].join(' ');

/** What happens again from the same cause is told apart by its time. */
const isOnce = (name: Told['name']): boolean => !name.startsWith('tier.') && !name.startsWith('segment.');
