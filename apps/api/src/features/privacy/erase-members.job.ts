import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Erasures } from './erasures.ts';
import { PrivacyChoices } from './privacy-choices.ts';
import { RetainedRecords } from './retained-records.ts';

/** Every night: erases members who were closed long enough ago, and deletes records whose retention is over. */
@Injectable()
export class EraseMembersJob implements Job, OnApplicationBootstrap {
  readonly #logger = new Logger('Privacy');
  readonly name = 'erase-members';
  // Runs again in the following hours, so that a member who waited for an import or a lock does not wait for a day.
  readonly cron = '10 3-6 * * *';

  constructor(
    jobs: Jobs,
    private readonly erasures: Erasures,
    private readonly retained: RetainedRecords,
    private readonly choices: PrivacyChoices,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  /** A restored backup contains people who were erased later. They are erased again before the API answers requests. */
  async onApplicationBootstrap(): Promise<void> {
    await this.erasures.replay();
    const lost = await this.choices.keysLost();
    if (lost.length > 0) this.#logger.warn({ event: 'retention-keys.missing', keys: lost });
  }

  async run(): Promise<void> {
    await this.eraseDue();
  }

  /** Returns how many members it erased. */
  async eraseDue(): Promise<number> {
    const { profileDays } = await this.choices.effective();
    const erased = await this.erasures.eraseClosedUntil(new Date(this.clock.now() - profileDays * dayMs));
    await this.retained.sweep();
    return erased;
  }
}
