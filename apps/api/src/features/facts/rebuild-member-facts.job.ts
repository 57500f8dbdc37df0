import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { MemberFacts } from './member-facts.ts';
import { RebuildRepository } from './rebuild.repository.ts';

export const rebuildMemberFacts = 'rebuild-member-facts';
const batch = 500;

/**
 * Rebuilds the facts of all members, after an update that changes how they are made and when the club's time
 * zone changes. Each batch is stored with the progress, so that the next run continues an interrupted one.
 */
@Injectable()
export class RebuildMemberFactsJob implements Job, OnApplicationBootstrap, OnApplicationShutdown {
  readonly name = rebuildMemberFacts;
  // Continues an unfinished rebuild.
  readonly cron = '*/10 * * * *';
  readonly #logger = new Logger('Facts');
  #running: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(
    jobs: Jobs,
    private readonly rebuilds: RebuildRepository,
    private readonly facts: MemberFacts,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  onApplicationBootstrap(): void {
    this.#running = this.transactions
      .asJob(() => this.run())
      .catch((error: unknown) => this.#logger.warn(`member facts are waiting: ${String(error)}`));
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  /** Does the rest, unless another process is doing it. */
  async run(): Promise<void> {
    await this.rebuilds.begin(await this.facts.definition(), this.clock.date());
    const step = (): Promise<boolean> => this.transactions.run(() => this.#rebuildSome());
    while (!this.#stopping && (await step()));
  }

  async #rebuildSome(): Promise<boolean> {
    const rebuild = await this.rebuilds.take();
    if (!rebuild) return false;
    const ids = await this.rebuilds.next(rebuild.after, batch);
    const last = ids.at(-1);
    if (last === undefined) {
      await this.rebuilds.finish(this.clock.date());
      if (rebuild.done > 0) this.#logger.log(`facts of ${rebuild.done} members made again`);
      return false;
    }
    await this.facts.make(ids);
    await this.rebuilds.advance(last, ids.length);
    return true;
  }
}
