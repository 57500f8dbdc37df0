import { Injectable } from '@nestjs/common';
import { dayMs, dueReminder } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { GatheringRow } from './gathering.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { GuestLists } from './guest-lists.ts';
import { Places } from './places.ts';
import { Tidings } from './tidings.ts';

/** On the day before, and two hours before the start. */
@Injectable()
export class GatheringReminders {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly guests: GuestLists,
    private readonly tidings: Tidings,
    private readonly places: Places,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async send(): Promise<void> {
    const now = this.clock.now();
    for (const id of await this.gatherings.soon(new Date(now), new Date(now + dayMs)))
      await this.transactions.run(async () => {
        const gathering = await this.gatherings.lock(id);
        if (gathering?.state === 'planned') await this.#remind(gathering, now);
      });
  }

  async #remind(gathering: GatheringRow, now: number): Promise<void> {
    const { timeZone } = await this.places.of(gathering);
    const localHour = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).hour;
    const due = dueReminder(gathering.startsAt.getTime(), now, { localHour, sent: gathering.reminded });
    if (due === null) return;
    const people = await this.guests.current(gathering);
    await this.tidings.tell(due === 'day' ? 'tomorrow' : 'soon', gathering, people);
    await this.gatherings.setReminded(gathering.id, due);
  }
}
