import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { DiscountHoldsRepository } from './discount-holds.repository.ts';

/** Gives back what nobody completed. Limits are right without it: who needs a discount releases it first. */
@Injectable()
export class ReleaseDiscountHoldsJob implements Job {
  /** Of a time when only coupons were held. The name of a job never changes. */
  readonly name = 'release-coupon-holds';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly holds: DiscountHoldsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const at = this.clock.date();
    for (const id of await this.holds.expired(at))
      await this.transactions.run(() => this.holds.releaseExpired(id, at));
  }
}
