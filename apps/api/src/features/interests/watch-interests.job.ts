import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { SettleInterestsJob } from './settle-interests.job.ts';

/** Each minute: what happens in communities is noted without an event. */
@Injectable()
export class WatchInterestsJob implements Job {
  readonly name = 'watch-interests';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly settle: SettleInterestsJob,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.settle.run();
  }
}
