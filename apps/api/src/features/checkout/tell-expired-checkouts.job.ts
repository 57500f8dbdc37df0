import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';

/** A sale that began before the time ended may still be on its way. */
const graceMs = 60_000;
const atOnce = 500;

/** Tells of reserved checkouts that nobody completed. What they held is free at its time, without this job. */
@Injectable()
export class TellExpiredCheckoutsJob implements Job {
  readonly name = 'tell-expired-checkouts';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly checkouts: CheckoutsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const due = new Date(this.clock.now() - graceMs);
    while ((await this.checkouts.tellExpired(due, atOnce)) === atOnce);
  }
}
