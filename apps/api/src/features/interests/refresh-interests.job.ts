import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { DueRepository } from './due.repository.ts';
import { SettleInterestsJob } from './settle-interests.job.ts';

/**
 * Each night: what was observed goes where the club no longer may, for example because of an age. And if goods are about something
 * else than before, all members are observed again.
 */
@Injectable()
export class RefreshInterestsJob implements Job {
  readonly name = 'refresh-interests';
  readonly cron = '41 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly due: DueRepository,
    private readonly settle: SettleInterestsJob,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.settle.sweep();
    await this.transactions.run(() => this.due.startIfStale());
    await this.settle.run();
  }
}
