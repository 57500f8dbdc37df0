import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CouponHoldsRepository } from './coupon-holds.repository.ts';

/** Gives back what nobody completed. Limits are right without it: who needs a coupon releases it first. */
@Injectable()
export class ReleaseCouponHoldsJob implements Job {
  readonly name = 'release-coupon-holds';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly holds: CouponHoldsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const at = this.clock.date();
    for (const couponId of await this.holds.expired(at))
      await this.transactions.run(() => this.holds.releaseExpired(couponId, at));
  }
}
