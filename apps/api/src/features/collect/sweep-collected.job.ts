import { Injectable } from '@nestjs/common';
import { anonymousVisitDays } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CollectDays } from './days.ts';
import { VisitorsRepository } from './visitors.repository.ts';

/** Conditions look back a year. */
const keptMs = 400 * dayMs;

/** Each night, removes visitors without a sign-in, and what is too old. */
@Injectable()
export class SweepCollectedJob implements Job {
  readonly name = 'sweep-collected';
  readonly cron = '23 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly visitors: VisitorsRepository,
    private readonly days: CollectDays,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.visitors.sweep(new Date(now - anonymousVisitDays * dayMs), new Date(now - keptMs));
    await this.days.sweep();
  }
}
