import { Injectable } from '@nestjs/common';
import type { BodyOf, OwnScoreExample, previewOwnScore } from '@regulars/contracts';
import { ownScore } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { Audiences } from '../facts/index.ts';
import { OwnScoresRepository } from './own-scores.repository.ts';
import { PartValuesRepository } from './part-values.repository.ts';
import { ScorePartChecks } from './score-part-checks.ts';
import { ScoreRunsRepository } from './score-runs.repository.ts';

/** Tries scores of the club's own while they are built. */
@Injectable()
export class OwnScoreExamples {
  constructor(
    private readonly own: OwnScoresRepository,
    private readonly runs: ScoreRunsRepository,
    private readonly values: PartValuesRepository,
    private readonly checks: ScorePartChecks,
    private readonly audiences: Audiences,
    private readonly transactions: Transactions,
  ) {}

  /** Throws what is wrong with the parts. */
  async of({ parts }: BodyOf<typeof previewOwnScore>): Promise<OwnScoreExample> {
    await this.transactions.run(() => this.checks.assertPossible(parts, '/parts'));
    const run = await this.runs.current();
    const members = run ? await this.own.examples(run.id) : [];
    const ids = members.map(({ id }) => id);
    const known = await this.values.of(parts, ids, await this.audiences.moment());
    return {
      members: members.flatMap(({ id, name }) => {
        const values = known.get(id);
        if (!values) return [];
        const score = ownScore(parts, values);
        return [{ memberId: id, name, value: score.value, parts: [...score.parts] }];
      }),
    };
  }
}
