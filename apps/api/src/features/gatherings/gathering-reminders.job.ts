import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { GatheringReminders } from './gathering-reminders.ts';

/** Reminds members of the gatherings that they come to. A second run reminds nobody twice. */
@Injectable()
export class GatheringRemindersJob implements Job {
  readonly name = 'gathering-reminders';
  readonly cron = '*/10 * * * *';

  constructor(
    jobs: Jobs,
    private readonly reminders: GatheringReminders,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.reminders.send();
  }
}
