import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';

/** As long as replies of idempotent calls. */
const completedMs = 30 * dayMs;

/** Removes carts that were left a day ago, and completed ones after a month: their purchases say everything. */
@Injectable()
export class SweepCheckoutsJob implements Job {
  readonly name = 'sweep-checkouts';
  readonly cron = '17 * * * *';

  constructor(
    jobs: Jobs,
    private readonly checkouts: CheckoutsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.checkouts.sweep(new Date(now - dayMs), new Date(now - completedMs));
  }
}
