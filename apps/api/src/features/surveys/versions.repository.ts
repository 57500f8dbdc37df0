import { Injectable } from '@nestjs/common';
import type { SurveyDefinition } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'survey-version-find',
  'select definition from survey_versions where survey_id = $1 and version = $2',
);
const newest = statement(
  'survey-versions-newest',
  `select s.id, v.definition from surveys s join survey_versions v on v.survey_id = s.id and v.version = s.published
   where s.id = any($1::uuid[])`,
);
const list = statement(
  'survey-versions',
  `select v.version, v.published_at as "publishedAt", count(r.sent_at) as sent
   from survey_versions v left join survey_responses r on r.survey_id = v.survey_id and r.version = v.version
   where v.survey_id = $1 group by v.version, v.published_at order by v.version desc`,
);
const insert = statement(
  'survey-version-insert',
  `insert into survey_versions (survey_id, version, definition, published_at) values ($1, $2, $3, $4)
   on conflict do nothing returning version`,
);

/** Published versions. Only added to. */
@Injectable()
export class SurveyVersionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(surveyId: string, version: number): Promise<SurveyDefinition | undefined> {
    return (await this.transactions.query(find, [surveyId, version]))[0]?.definition;
  }

  /** What members are asked now, by the id of the survey. */
  async published(surveyIds: readonly string[]): Promise<ReadonlyMap<string, SurveyDefinition>> {
    const rows = await this.transactions.query(newest, [surveyIds]);
    return new Map(rows.map(({ id, definition }) => [id, definition]));
  }

  /** The newest first. */
  async list(surveyId: string): Promise<RowOf<typeof list>[]> {
    return this.transactions.query(list, [surveyId]);
  }

  /** False if someone else was faster. */
  async insert(surveyId: string, version: number, definition: SurveyDefinition, at: Date): Promise<boolean> {
    const rows = await this.transactions.query(insert, [surveyId, version, JSON.stringify(definition), at]);
    return rows.length > 0;
  }
}
