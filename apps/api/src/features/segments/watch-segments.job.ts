import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { SettleSegmentsJob } from './settle-segments.job.ts';

/** Each minute: a new day moves members without an event, and so do tags and consents. */
@Injectable()
export class WatchSegmentsJob implements Job {
  readonly name = 'watch-segments';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly settle: SettleSegmentsJob,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.settle.run();
  }
}
