import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Draws } from './draws.ts';
import { giveSamples } from './give-samples.job.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';
import { TestReminders } from './test-reminders.ts';

/** Draws lots that are due, goes on with draws that a killed process left, and reminds testers, whatever they may say. */
@Injectable()
export class ProductTestRoundsJob implements Job {
  readonly name = 'product-test-rounds';
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly jobs: Jobs,
    private readonly draws: Draws,
    private readonly reminders: TestReminders,
    private readonly tests: ProductTestsRepository,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    for (const id of await this.tests.toDraw(this.clock.date())) await this.draws.draw(system, id);
    for (const testId of await this.tests.withLine()) await this.jobs.enqueue(giveSamples, { testId });
    await this.reminders.send();
  }
}
