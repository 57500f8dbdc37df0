import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { NoticesRepository } from './notices.repository.ts';

const readKeptMs = 90 * dayMs;
const keptMs = 365 * dayMs;

/** Removes what was read 90 days ago, what was told a year ago, and what is more than a member keeps. */
@Injectable()
export class SweepNoticesJob implements Job {
  readonly name = 'sweep-notices';
  readonly cron = '53 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly notices: NoticesRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.notices.sweep(new Date(now - readKeptMs), new Date(now - keptMs));
  }
}
