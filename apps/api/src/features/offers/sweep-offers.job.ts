import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { AssignmentsRepository } from './assignments.repository.ts';

/** Two years after an offer has ended nobody compares it any more. */
const keptMs = 730 * dayMs;

/**
 * Removes who met an offer that ended long ago, and each night what was observed of members who do not allow it. What was
 * redeemed stays in the books.
 */
@Injectable()
export class SweepOffersJob implements Job {
  readonly name = 'sweep-offers';
  readonly cron = '41 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly assignments: AssignmentsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.assignments.forgetUnpermitted();
    await this.assignments.sweep(new Date(this.clock.now() - keptMs));
  }
}
