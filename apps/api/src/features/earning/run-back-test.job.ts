import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { BackTestReplay, type Replayed } from './back-test-replay.ts';
import { BackTestsRepository } from './back-tests.repository.ts';
import { runBackTest } from './back-tests.service.ts';

const jobData = z.object({ backTestId: z.uuid() });

/**
 * Runs a back-test on a connection of its own that cannot write. Only its progress and its result are stored. Safe to
 * run twice: the same sales give the same result.
 */
@Injectable()
export class RunBackTestJob implements Job {
  readonly name = runBackTest;
  readonly #logger = new Logger('Earning');

  constructor(
    jobs: Jobs,
    private readonly repository: BackTestsRepository,
    private readonly replay: BackTestReplay,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { backTestId: id } = jobData.parse(data);
    try {
      const replayed = await this.transactions.onOwnConnection(() => this.#replay(id));
      if (replayed) await this.#finish(id, replayed);
    } catch (error) {
      this.#logger.warn({ event: 'back-test.failed', backTest: id, error });
      await this.repository.end(id, 'failed', this.clock.date());
    }
  }

  async #replay(id: string): Promise<Replayed | null> {
    await this.transactions.lookFromOneMoment();
    const found = await this.repository.find(id);
    if (!found) return null;
    const total = await this.replay.count(found);
    const begun = await this.transactions.onPool(() => this.repository.begin(id, total));
    if (!begun) return null;
    return this.replay.run(begun, (done) =>
      this.transactions.onPool(() => this.repository.advance(id, done)),
    );
  }

  async #finish(id: string, { figures, ...value }: Replayed): Promise<void> {
    const { winners, losers, ...rest } = figures;
    const { top: won, ...more } = winners;
    const { top: lost, ...fewer } = losers;
    const stored = { ...rest, ...value, winners: more, losers: fewer };
    await this.repository.finish(id, stored, [...won, ...lost], this.clock.date());
  }
}
