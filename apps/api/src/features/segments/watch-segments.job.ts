import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { SegmentsRepository } from './segments.repository.ts';
import { SettleSegmentsJob } from './settle-segments.job.ts';

/** Each minute: a new day moves members without an event, and so do tags and consents. */
@Injectable()
export class WatchSegmentsJob implements Job {
  readonly name = 'watch-segments';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly settle: SettleSegmentsJob,
    private readonly segments: SegmentsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.segments.sweep(new Date(this.clock.now() - dayMs));
    await this.settle.run();
  }
}
