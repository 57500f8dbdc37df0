import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Duplicates } from './duplicates.ts';

/** At night, after phones have their one form. */
@Injectable()
export class FindDuplicatesJob implements Job {
  readonly name = 'find-duplicates';
  readonly cron = '10 4 * * *';

  constructor(
    jobs: Jobs,
    private readonly duplicates: Duplicates,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.duplicates.find();
  }
}
