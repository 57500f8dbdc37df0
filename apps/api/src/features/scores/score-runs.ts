import { Injectable } from '@nestjs/common';
import type { listScoreRuns, QueryOf, ReplyOf, ScoreRun } from '@regulars/contracts';
import { localDateOf, startOfDate } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { shownRun } from './score-run.ts';
import { ScoreRunsRepository, type NewRun, type StoredRun } from './score-runs.repository.ts';
import { ScoreSettingsRepository } from './score-settings.repository.ts';

export const computeScores = 'compute-scores';

/** Runs that compute scores. There is at most one that is not over. */
@Injectable()
export class ScoreRuns {
  constructor(
    private readonly runs: ScoreRunsRepository,
    private readonly settings: ScoreSettingsRepository,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Begins a run, which a job does; one that is under way goes on. */
  async start(): Promise<ScoreRun> {
    return this.transactions.run(async () => {
      const run = await this.begin();
      await this.jobs.enqueue(computeScores, { asked: true });
      return shownRun(run);
    });
  }

  /** The run that is under way, or a new one. */
  async begin(): Promise<StoredRun> {
    const run = (await this.runs.insert(await this.#new())) ?? (await this.runs.open());
    if (!run) throw new ClubError('unexpected');
    return run;
  }

  async list({ limit, cursor }: QueryOf<typeof listScoreRuns>): Promise<ReplyOf<typeof listScoreRuns>> {
    const rows = await this.runs.list(readCursor(cursor, 'moment', 'id'), limit + 1);
    return page(rows, limit, shownRun, ({ as_of, id }) => [toInstant(as_of), id]);
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<StoredRun> {
    const run = await this.runs.find(id);
    if (!run) throw new ClubError('not-found');
    return run;
  }

  async #new(): Promise<NewRun> {
    const { timeZone: zone, reportingCurrency: currency } = await this.club.current();
    const settings = await this.settings.find();
    const { windowDays: days } = settings;
    const now = this.clock.now();
    const from = days === null ? 0 : startOfDate(localDateOf(now, zone).subtract({ days }), zone);
    return { id: newId(), asOf: new Date(now), since: new Date(from), zone, currency, settings };
  }
}
