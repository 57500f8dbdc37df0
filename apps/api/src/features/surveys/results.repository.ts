import { Injectable } from '@nestjs/common';
import type { SurveyMode } from '@regulars/contracts';
import { scaleOf, type SurveyQuestion, type Tally } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Nobody was asked for answers by an open link, at the till or by telephone, so the rate leaves them out.
const counts = statement(
  'survey-counts',
  `select count(*) filter (where mode = 'member') as asked, count(*) filter (where mode = 'member' and location_id = $4) as "askedHere",
     count(*) filter (where state in ('started', 'sent')) as started,
     count(*) filter (where mode = 'member' and state <> 'sent' and location_id is null) as unplaced,
     count(sent_at) filter (where $4::uuid is null or location_id = $4) as sent,
     count(sent_at) filter (where mode in ('member', 'anonymous') and ($4 is null or location_id = $4)) as replied,
     count(sent_at) filter (where location_id is distinct from $4) as elsewhere
   from survey_responses
   where survey_id = $1 and ($2::int is null or version = $2) and ($3::timestamptz is null or asked_at >= $3) and ($5::text is null or mode = $5)`,
);
// Of the same kind and scale, in sent responses. One pass, which several processes share, counts the days that are asked about and
// those before. Only `filter` chooses answers: PostgreSQL would take conditions for rarer than they are and look up each answer.
const tally = statement(
  'survey-tally',
  `select a.question, a.number, a.choices, a.seconds, a.number is not null or a.choices is not null or a.words is not null as said,
     count(*) filter (where ($4::timestamptz is null or r.sent_at >= $4) and ($3::int is null or r.version = $3)
       and ($6::uuid is null or r.location_id = $6) and ($7::text is null or r.mode = $7) and a.kind = q.kind and a.scale is not distinct from q.scale) as count,
     count(*) filter (where r.sent_at >= $5::timestamptz and r.sent_at < $4 and ($3 is null or r.version = $3)
       and ($6 is null or r.location_id = $6) and ($7 is null or r.mode = $7) and a.kind = q.kind and a.scale is not distinct from q.scale) as before
   from jsonb_to_recordset($2::jsonb) as q(question text, kind text, scale jsonb)
   join survey_answers a on a.survey_id = $1 and a.question = q.question
   join survey_responses r on r.id = a.response_id and r.survey_id = $1 and r.state = 'sent'
   group by a.question, a.number, a.choices, a.seconds, said`,
);
const stopped = statement(
  'survey-stopped',
  `select next_question as question, count(*) as count from survey_responses
   where survey_id = $1 and state = 'started' and next_question is not null and ($2::int is null or version = $2)
     and ($3::timestamptz is null or asked_at >= $3) and ($4::text is null or mode = $4)
   group by next_question`,
);

/** Which answers count. */
export interface ResultFilter {
  readonly surveyId: string;
  /** Null for all versions. */
  readonly version: number | null;
  readonly from: Date | null;
  /** Null for all. */
  readonly locationId: string | null;
  /** How the answers came; null for all. */
  readonly mode: SurveyMode | null;
}

export type Counts = RowOf<typeof counts>;

const nothing: Counts = {
  asked: 0,
  askedHere: 0,
  started: 0,
  unplaced: 0,
  sent: 0,
  replied: 0,
  elsewhere: 0,
};

export interface CountedQuestion extends Tally {
  readonly skipped: number;
  readonly seconds: number | null;
}

/** In the days that are asked about, and in those before; null if nobody asks for them. */
export interface TallyOfTime {
  readonly now: CountedQuestion;
  readonly before: CountedQuestion | null;
}

/** Counts answers. Only counts leave the database, never who answered what. */
@Injectable()
export class ResultsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Where members are known only once they sent, so who was asked is counted for all locations together. */
  async counts({ surveyId, version, from, locationId, mode }: ResultFilter): Promise<Counts> {
    const [row] = await this.transactions.query(counts, [surveyId, version, from, locationId, mode]);
    return row ?? nothing;
  }

  /** How many stopped before a question, by its key. */
  async stopped({ surveyId, version, from, mode }: ResultFilter): Promise<ReadonlyMap<string, number>> {
    const rows = await this.transactions.query(stopped, [surveyId, version, from, mode]);
    return new Map(rows.map(({ question, count }) => [question, count]));
  }

  /**
   * By the key of the question.
   * @param since when the days before began; null if nobody asks for them
   */
  async tallies(
    { surveyId, version, from, locationId, mode }: ResultFilter,
    questions: readonly SurveyQuestion[],
    since: Date | null,
  ): Promise<(key: string) => TallyOfTime> {
    const asked = questions.map((question) => ({
      question: question.key,
      kind: question.kind,
      scale: scaleOf(question),
    }));
    const values = [surveyId, JSON.stringify(asked), version, from, since, locationId, mode] as const;
    const rows = Map.groupBy(await this.transactions.query(tally, values), ({ question }) => question);
    return (key) => {
      const found = rows.get(key) ?? [];
      const earlier = found.map((row) => ({ ...row, count: row.before }));
      return { now: countedOf(found), before: since && countedOf(earlier) };
    };
  }
}

type TallyRow = RowOf<typeof tally>;

const countedOf = (rows: readonly TallyRow[]): CountedQuestion => {
  const all = rows.filter(({ count }) => count > 0);
  const given = all.filter(({ said }) => said);
  return {
    answered: sizeOf(given),
    skipped: sizeOf(all) - sizeOf(given),
    seconds: medianOf([...sums(all, ({ seconds }) => (seconds === null ? [] : [seconds]))]),
    numbers: sums(all, ({ number }) => (number === null ? [] : [number])),
    choices: sums(all, ({ choices }) => choices ?? []),
  };
};

const sizeOf = (rows: readonly TallyRow[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** How often each value is there. */
const sums = <Value>(
  rows: readonly TallyRow[],
  valuesOf: (row: TallyRow) => readonly Value[],
): ReadonlyMap<Value, number> => {
  const found = new Map<Value, number>();
  for (const row of rows)
    for (const value of valuesOf(row)) found.set(value, (found.get(value) ?? 0) + row.count);
  return found;
};

/** Of values with how often each is there; null without one. */
const medianOf = (counted: readonly (readonly [value: number, count: number])[]): number | null => {
  const sorted = [...counted].sort(([one], [other]) => one - other);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const at = (place: number): number => {
    let passed = 0;
    return sorted.find(([, count]) => (passed += count) > place)?.[0] ?? 0;
  };
  return total === 0 ? null : (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
};
