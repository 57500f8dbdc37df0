import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Clock } from '../../platform/clock.ts';
import { RewardHoldsRepository } from './reward-holds.repository.ts';
import { ExpiredVouchers } from './expired-vouchers.ts';

/** Vouchers are worth nothing from the moment of their expiry without it. It gives back what they hold. Holds of rewards end without it, too: it removes them. */
@Injectable()
export class ExpireVouchersJob implements Job {
  readonly name = 'expire-vouchers';
  readonly cron = '2-59/5 * * * *';

  constructor(
    jobs: Jobs,
    private readonly vouchers: ExpiredVouchers,
    private readonly holds: RewardHoldsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.holds.sweep(this.clock.date());
    await this.vouchers.giveBackDue();
  }
}
