import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Jobs, type Job } from '../jobs/jobs.ts';
import { EventMonths } from './event-months.ts';

/** Creates months of the event log ahead and drops those older than 25 months. */
@Injectable()
export class KeepEventMonthsJob implements Job {
  readonly name = 'keep-event-months';
  readonly cron = '41 1 * * *';
  readonly #logger = new Logger('Events');

  constructor(
    jobs: Jobs,
    private readonly months: EventMonths,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.months.makeAhead(this.clock.now());
    const { missed } = await this.months.dropOver(this.clock.now());
    for (const { consumer, events } of missed)
      this.#logger.error(`${consumer} was too far behind and missed ${events} events`);
  }
}
