import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Closings } from './closings.ts';

const atOnce = 50;

/** Closes memberships whose waiting days are over, at night. */
@Injectable()
export class CloseMembersJob implements Job {
  readonly name = 'close-members';
  readonly cron = '40 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly closings: Closings,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.closeDue();
  }

  /** Number of closed memberships. */
  async closeDue(): Promise<number> {
    let closed = 0;
    for (let taken = atOnce; taken === atOnce; closed += taken) taken = await this.closings.closeDue(atOnce);
    return closed;
  }
}
