import { Injectable } from '@nestjs/common';
import { codeErrorDays } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';

const keptMs = codeErrorDays * dayMs;

/** Removes the refused lines of old imports of codes. How many there were stays. */
@Injectable()
export class SweepCodeErrorsJob implements Job {
  readonly name = 'sweep-coupon-code-errors';
  readonly cron = '33 2 * * *';

  constructor(
    jobs: Jobs,
    private readonly imports: CodeImportsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.imports.forgetErrors(new Date(this.clock.now() - keptMs));
  }
}
