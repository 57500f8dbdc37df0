import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Samples } from './samples.ts';

export const giveSamples = 'give-samples';

const jobData = z.object({ testId: z.uuid() });

/** Gives the samples of a product test. A second run goes on where the first one ended. */
@Injectable()
export class GiveSamplesJob implements Job {
  readonly name = giveSamples;

  constructor(
    jobs: Jobs,
    private readonly samples: Samples,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    await this.samples.giveAll(jobData.parse(data).testId);
  }
}
