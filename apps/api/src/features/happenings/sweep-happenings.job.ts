import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { HappeningsRepository } from './happenings.repository.ts';
import { keptMs } from './kept.ts';

/** Removes what no condition looks back at any more. */
@Injectable()
export class SweepHappeningsJob implements Job {
  readonly name = 'sweep-happenings';
  readonly cron = '17 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly happenings: HappeningsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.happenings.sweep(new Date(this.clock.now() - keptMs));
  }
}
