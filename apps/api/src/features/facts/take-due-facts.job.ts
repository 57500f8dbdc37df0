import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { DueFacts } from './due-facts.ts';

/** For changes that no event tells: a post, a community that was left. Events take what is due sooner. */
@Injectable()
export class TakeDueFactsJob implements Job {
  readonly name = 'take-due-facts';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly due: DueFacts,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.due.takeAll();
  }
}
