import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { RefusalsRepository } from './refusals.repository.ts';

const keptMs = 90 * dayMs;

/** Removes refused codes after three months. */
@Injectable()
export class SweepRefusalsJob implements Job {
  readonly name = 'sweep-coupon-refusals';
  readonly cron = '53 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly refusals: RefusalsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.refusals.sweep(new Date(this.clock.now() - keptMs));
  }
}
