import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../clock.ts';
import { Jobs, type Job } from '../../jobs/jobs.ts';
import { FailuresRepository } from './failures.repository.ts';

const daysKept = 30;
const batch = 1000;

/** Deletes failed events that were settled long ago. Dead ones stay until someone decides. */
@Injectable()
export class ForgetEventFailuresJob implements Job {
  readonly name = 'forget-event-failures';
  readonly cron = '51 1 * * *';

  constructor(
    jobs: Jobs,
    private readonly failures: FailuresRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now() - daysKept * dayMs);
    while ((await this.failures.forget(before, batch)) === batch);
  }
}
