import { Injectable } from '@nestjs/common';
import type { OwnScoreFigures as Figures } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Reader } from '../club/index.ts';
import { keptSettings } from './kept-run.ts';
import { OwnScoresRepository } from './own-scores.repository.ts';
import { ScoreRunsRepository } from './score-runs.repository.ts';

const mostBands = 10;
const mostBest = 10;

/** How a score of the club's own is spread over the members. */
@Injectable()
export class OwnScoreFigures {
  constructor(
    private readonly own: OwnScoresRepository,
    private readonly runs: ScoreRunsRepository,
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `not-found` if the current run computed no such score. */
  async of(key: string): Promise<Figures> {
    const run = await this.runs.current();
    const score = run && keptSettings(run.settings).scores.find((each) => each.key === key);
    if (!score) throw new ClubError('not-found');
    const { of } = await this.reader.wording();
    // Nobody at a till waits for it.
    return this.transactions.asReport(async () => {
      const found = await this.own.ends(key);
      const best = await this.own.best(key, mostBest);
      return {
        key,
        name: of(score.name),
        members: found?.members ?? 0,
        bands: found ? await this.#bands(key, found.low, found.high) : [],
        best: best.map(({ id, name, value }) => ({ memberId: id, name, value: value ?? 0 })),
      };
    });
  }

  async #bands(key: string, low: number | null, high: number | null): Promise<Figures['bands']> {
    if (low === null || high === null) return [];
    const size = Math.ceil((high - low + 1) / mostBands);
    const rows = await this.own.bands(key, low, size);
    const counted = new Map(rows.map(({ band, members }) => [band, members]));
    return Array.from({ length: Math.floor((high - low) / size) + 1 }, (_, band) => ({
      from: low + band * size,
      to: low + (band + 1) * size - 1,
      members: counted.get(band) ?? 0,
    }));
  }
}
