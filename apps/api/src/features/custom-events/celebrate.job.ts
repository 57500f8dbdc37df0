import { Injectable } from '@nestjs/common';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Celebrations } from './celebrations.ts';

/**
 * Points for birthdays and anniversaries, from 00:10 of the club's day. A member counts once a year, so a run that was
 * interrupted goes on with the next one, also after days.
 */
@Injectable()
export class CelebrateJob implements Job {
  readonly name = 'celebrate';
  readonly cron = '*/10 * * * *';

  constructor(
    jobs: Jobs,
    private readonly celebrations: Celebrations,
  ) {
    jobs.register(this);
  }

  run(): Promise<void> {
    return this.celebrations.count();
  }
}
