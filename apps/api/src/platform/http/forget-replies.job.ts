import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { Jobs, type Job } from '../jobs/jobs.ts';
import { statement } from './statements.ts';

const daysKept = 30;
const batch = 5000;

const forget = statement(
  'idempotency-forget',
  `delete from idempotency_keys where (scope, key) in (
     select scope, key from idempotency_keys where created_at < $1 order by created_at limit ${batch})`,
);

/** Deletes expired replies of idempotency keys, some at a time. */
@Injectable()
export class ForgetRepliesJob implements Job {
  readonly name = 'forget-replies';
  readonly cron = '31 * * * *';

  constructor(
    jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now() - daysKept * dayMs);
    while ((await this.transactions.execute(forget, [before])).rowCount === batch);
  }
}
