import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Settling } from './settling.ts';

/** Points for friends whose purchase can no longer be returned. After a standstill the next run makes up for it. */
@Injectable()
export class PayReferralsJob implements Job {
  readonly name = 'pay-referrals';
  readonly cron = '5-59/10 * * * *';

  constructor(
    jobs: Jobs,
    private readonly settling: Settling,
  ) {
    jobs.register(this);
  }

  run(): Promise<void> {
    return this.settling.settleAll();
  }
}
