import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../../platform/clock.ts';
import { Jobs, type Job } from '../../../platform/jobs/jobs.ts';
import { PicturesRepository } from './pictures.repository.ts';

/** Removes pictures that were uploaded and, after a day, are in no post. */
@Injectable()
export class SweepPicturesJob implements Job {
  readonly name = 'sweep-pictures';
  readonly cron = '26 * * * *';

  constructor(
    jobs: Jobs,
    private readonly pictures: PicturesRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.pictures.sweep(new Date(this.clock.now() - dayMs));
  }
}
