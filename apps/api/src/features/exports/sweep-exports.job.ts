import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ExportFiles } from './export-files.ts';
import { ExportsRepository } from './exports.repository.ts';

/** Deletes expired files, because they are full of personal data. */
@Injectable()
export class SweepExportsJob implements Job {
  readonly name = 'sweep-exports';
  readonly cron = '23 * * * *';

  constructor(
    jobs: Jobs,
    private readonly repository: ExportsRepository,
    private readonly files: ExportFiles,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    for (const row of await this.repository.expire(this.clock.date())) await this.files.remove(row);
  }
}
