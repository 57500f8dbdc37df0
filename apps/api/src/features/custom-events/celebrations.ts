import { Injectable } from '@nestjs/common';
import {
  celebratedDays,
  rulesAbout,
  type CelebratedDay,
  type CelebrationName,
  type Occasion,
} from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { LiveRules } from '../earning/index.ts';
import { CelebrationsRepository, eventIdOf, typeOf } from './celebrations.repository.ts';
import { inPages } from './in-pages.ts';
import { isSettled, Occasions } from './occasions.ts';
import { OnceADay } from './once-a-day.ts';

const celebrations: readonly CelebrationName[] = ['birthday', 'anniversary'];

/** Counts the birthdays and anniversaries whose time has come. Without a rule it asks nothing. */
@Injectable()
export class Celebrations {
  /** Members who cannot have theirs, for example because the wallet is full. They are asked again the next day. */
  readonly #settled = new OnceADay();

  constructor(
    private readonly rules: LiveRules,
    private readonly due: CelebrationsRepository,
    private readonly occasions: Occasions,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Each member in a transaction of its own. Throws at the end what failed. */
  async count(): Promise<void> {
    const timeline = await this.rules.timeline();
    const { timeZone: zone } = await this.club.current();
    const failures: unknown[] = [];
    for (const day of celebratedDays(this.clock.now(), zone))
      for (const name of celebrations) {
        // A rule that was published later that day begins with the next one.
        const rules = timeline.occasionsAt(day.at);
        if (rulesAbout(rules, occasionOf(name, day)).length === 0) continue;
        failures.push(...(await this.#celebrate(name, day, zone)));
      }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} members got no points`);
  }

  /** What failed. One member's fault does not stop the others; the next run tries again. */
  async #celebrate(name: CelebrationName, day: CelebratedDay, zone: string): Promise<unknown[]> {
    const failures: unknown[] = [];
    const now = this.clock.now();
    for await (const memberId of inPages((after) => this.due.due(name, day, zone, after))) {
      const tried = `${name} ${eventIdOf(day, memberId)}`;
      if (this.#settled.isDone(tried, now)) continue;
      try {
        await this.#award(name, day, memberId);
      } catch (error) {
        if (isSettled(error)) this.#settled.note(tried, now);
        else failures.push(error);
      }
    }
    return failures;
  }

  async #award(name: CelebrationName, day: CelebratedDay, memberId: string): Promise<void> {
    const member = { pointer: '/member/id', code: null, memberId, externalId: null };
    const occasion = { ...occasionOf(name, day), eventId: eventIdOf(day, memberId) };
    // Under the lock, so that a member who moves the birthday has no second one.
    const admit = async (id: string): Promise<void> => {
      if (await this.due.had(name, id, day)) throw new ClubError('event-already-counted');
    };
    await this.transactions.run(() => this.occasions.record(system, member, occasion, { admit }));
  }
}

const occasionOf = (kind: CelebrationName, { at }: CelebratedDay): Occasion => ({
  kind,
  type: typeOf(kind),
  occurredAt: at,
  locationId: null,
  payload: {},
});
