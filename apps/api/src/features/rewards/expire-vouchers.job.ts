import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ExpiredVouchers } from './expired-vouchers.ts';

/** Vouchers are worth nothing from the moment of their expiry without it. It gives back what they hold. */
@Injectable()
export class ExpireVouchersJob implements Job {
  readonly name = 'expire-vouchers';
  readonly cron = '2-59/5 * * * *';

  constructor(
    jobs: Jobs,
    private readonly vouchers: ExpiredVouchers,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.vouchers.giveBackDue();
  }
}
