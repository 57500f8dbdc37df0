import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { SurveyEntity } from './entities/survey.entity.ts';
import { statement } from './statements.ts';
import { isFull, type SurveyFigures, type SurveyRow } from './survey.ts';

const figures = statement(
  'survey-figures',
  `select asked.id, count(r.id) filter (where r.mode = 'member') as asked, count(r.sent_at) as sent,
     count(r.sent_at) filter (where r.mode in ('member', 'anonymous')) as replied
   from unnest($1::uuid[]) as asked(id) left join survey_responses r on r.survey_id = asked.id group by asked.id`,
);
const linkKey = statement('survey-link-key', 'select link_key as key from surveys where id = $1');
// After each purchase: a named statement, which PostgreSQL plans once.
const afterPurchases = statement(
  'survey-live-after-purchases',
  `select id, state, distribution, starts_at as "startsAt", ends_at as "endsAt" from surveys
   where state = 'live' and distribution->>'trigger' = 'purchase' order by id`,
);
const namesStatement = statement(
  'survey-names',
  `select id, to_jsonb(name) as name from surveys where id = any($1::uuid[])`,
);

@Injectable()
export class SurveysRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('survey', namesStatement);
  }

  async all(): Promise<SurveyRow[]> {
    return this.#rows.find();
  }

  async live(): Promise<SurveyRow[]> {
    return this.#rows.find({ where: { state: 'live' }, order: { id: 'asc' } });
  }

  /** Live ones that ask about purchases. */
  async afterPurchases(): Promise<RowOf<typeof afterPurchases>[]> {
    return this.transactions.query(afterPurchases, []);
  }

  async find(id: string): Promise<SurveyRow | null> {
    return this.#rows.findOneBy({ id });
  }

  /** Throws `not-found`. */
  async assertKnown(id: string): Promise<void> {
    if (!(await this.#rows.existsBy({ id }))) throw new ClubError('not-found');
  }

  /** What signs its open links; undefined if there is no such survey. */
  async linkKeyOf(id: string): Promise<Buffer | undefined> {
    return (await this.transactions.query(linkKey, [id]))[0]?.key;
  }

  /** By the id of the survey. */
  async figuresOf(ids: readonly string[]): Promise<(id: string) => SurveyFigures> {
    const rows = await this.transactions.query(figures, [ids]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? { asked: 0, sent: 0, replied: 0 };
  }

  /** Those that have not got all their answers yet. Answers are counted only where a quota asks for it. */
  async notFull(surveys: readonly SurveyRow[]): Promise<readonly SurveyRow[]> {
    const limited = surveys.filter(({ distribution: { quota } }) => quota !== null);
    if (limited.length === 0) return surveys;
    const figuresOf = await this.figuresOf(limited.map(({ id }) => id));
    return surveys.filter((survey) => !isFull(survey, figuresOf(survey.id).sent));
  }

  async insert(survey: Omit<SurveyRow, 'version'>): Promise<SurveyRow> {
    return insert(this.#rows, survey);
  }

  /** Undefined if someone else was faster. */
  async update(survey: Omit<SurveyRow, 'version'>, version: number): Promise<SurveyRow | undefined> {
    return change(this.#rows, { id: survey.id, version }, survey);
  }

  get #rows(): Repository<SurveyEntity> {
    return this.transactions.entities(SurveyEntity);
  }
}
