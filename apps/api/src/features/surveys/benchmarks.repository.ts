import { Injectable } from '@nestjs/common';
import type { SurveyBenchmark } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const list = statement(
  'survey-benchmarks',
  `select id, name, source, measured_on::text as date, scale, channel, score from survey_benchmarks
   where survey_id = $1 order by measured_on desc, id desc`,
);
const add = statement(
  'survey-benchmark-add',
  `insert into survey_benchmarks (id, survey_id, name, source, measured_on, scale, channel, score, added_at)
   values ($1, $2, $3, $4, $5::text::date, $6, $7, $8, $9)`,
);
const remove = statement(
  'survey-benchmark-remove',
  `delete from survey_benchmarks where survey_id = $1 and id = $2`,
);

/** Keeps scores of others. */
@Injectable()
export class BenchmarksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest first. */
  async list(surveyId: string): Promise<SurveyBenchmark[]> {
    return this.transactions.query(list, [surveyId]);
  }

  async add(
    surveyId: string,
    { id, name, source, date, scale, channel, score }: SurveyBenchmark,
    at: Date,
  ): Promise<void> {
    await this.transactions.query(add, [id, surveyId, name, source, date, scale, channel, score, at]);
  }

  async remove(surveyId: string, id: string): Promise<void> {
    await this.transactions.query(remove, [surveyId, id]);
  }
}
