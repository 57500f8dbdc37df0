import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { keptSince } from './batch-file-state.ts';
import { BatchFiles } from './batch-files.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';
import { UploadFiles } from './upload-files.ts';

const hourMs = 3_600_000;
const weekMs = 7 * dayMs;

/** Deletes files with codes that nobody has fetched in time or not a second time, and uploads that a killed process left. */
@Injectable()
export class SweepCodeFilesJob implements Job {
  readonly name = 'sweep-coupon-code-files';
  readonly cron = '*/10 * * * *';

  constructor(
    jobs: Jobs,
    private readonly batches: CouponBatchesRepository,
    private readonly files: BatchFiles,
    private readonly imports: CodeImportsRepository,
    private readonly uploads: UploadFiles,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const now = this.clock.date();
    for (const id of await this.batches.stale(now, new Date(now.getTime() - weekMs)))
      await this.files.remove(id);
    const old = await this.uploads.before(new Date(now.getTime() - hourMs));
    const needed = await this.imports.unfinished(old, keptSince(now));
    for (const id of old) if (!needed.has(id)) await this.uploads.remove(id);
  }
}
