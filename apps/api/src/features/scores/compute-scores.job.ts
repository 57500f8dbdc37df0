import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { computeScores, ScoreRuns } from './score-runs.ts';
import { ScoreRunsRepository, type StoredRun } from './score-runs.repository.ts';
import { Scoring } from './scoring.ts';

/** A run that is not over by then has failed. */
const longestMs = 12 * 3_600_000;

/** Computes scores each night and when a manager asks, step by step. Another process goes on where a killed one was. */
@Injectable()
export class ComputeScoresJob implements Job, OnApplicationShutdown {
  readonly name = computeScores;
  readonly cron = '23 3 * * *';
  readonly #logger = new Logger('Scores');
  #stopping = false;

  constructor(
    jobs: Jobs,
    private readonly scoreRuns: ScoreRuns,
    private readonly runs: ScoreRunsRepository,
    private readonly scoring: Scoring,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  onApplicationShutdown(): void {
    this.#stopping = true;
  }

  async run(data: unknown): Promise<void> {
    // Of a manager, the run is there already.
    if ((data as { asked?: boolean } | null)?.asked !== true) await this.#begin();
    while (!this.#stopping && (await this.#step()));
    // So that another process takes the job.
    if (this.#stopping) throw new Error('The process ends; the run goes on in another one');
    while (await this.transactions.run(() => this.runs.clearSome()));
    await this.transactions.run(() => this.runs.forgetOld());
  }

  async #begin(): Promise<void> {
    await this.transactions.run(async () => {
      const now = this.clock.now();
      await this.runs.fail(new Date(now - longestMs), new Date(now));
      await this.scoreRuns.begin();
    });
  }

  /** False if nothing is left to do. */
  async #step(): Promise<boolean> {
    const taken = await this.transactions.run(async () => {
      const run = await this.runs.take();
      if (run?.phase === 'staging') await this.scoring.stage(run);
      if (run?.phase === 'scoring') await this.scoring.score(run);
      if (run?.phase === 'telling') await this.scoring.tell(run);
      return run;
    });
    if (taken?.phase === 'cutting') await this.#compare(taken);
    return taken !== undefined;
  }

  /** Reads for a while, so nothing is locked before it is done. */
  async #compare(run: StoredRun): Promise<void> {
    const began = performance.now();
    await this.transactions.run(() => this.scoring.compare(run));
    const ms = Math.round(performance.now() - began);
    this.#logger.log({ event: 'scores.compared', run: run.id, ms });
  }
}
