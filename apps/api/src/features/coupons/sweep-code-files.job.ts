import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { BatchFiles } from './batch-files.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';

const weekMs = 7 * 86_400_000;

/** Deletes files with codes that nobody has fetched in time, or not a second time. */
@Injectable()
export class SweepCodeFilesJob implements Job {
  readonly name = 'sweep-coupon-code-files';
  readonly cron = '*/10 * * * *';

  constructor(
    jobs: Jobs,
    private readonly batches: CouponBatchesRepository,
    private readonly files: BatchFiles,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const now = this.clock.date();
    for (const id of await this.batches.stale(now, new Date(now.getTime() - weekMs)))
      await this.files.remove(id);
  }
}
