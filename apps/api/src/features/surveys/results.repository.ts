import { Injectable } from '@nestjs/common';
import { scaleOf, type SurveyQuestion, type Tally } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const counts = statement(
  'survey-counts',
  `select count(*) as asked, count(*) filter (where state <> 'asked') as started, count(sent_at) as sent from survey_responses
   where survey_id = $1 and ($2::int is null or version = $2) and ($3::timestamptz is null or asked_at >= $3)`,
);
// Of the same kind and scale, in sent responses.
const counting = `from jsonb_to_recordset($2::jsonb) as q(question text, kind text, scale jsonb)
   join survey_answers a on a.survey_id = $1 and a.question = q.question and a.kind = q.kind and a.scale is not distinct from q.scale
   join survey_responses r on r.id = a.response_id and r.state = 'sent' and ($3::int is null or r.version = $3)
     and ($4::timestamptz is null or r.sent_at >= $4) and ($5::timestamptz is null or r.sent_at < $5)`;
const answered = statement(
  'survey-answered',
  `select a.question, count(*) filter (where a.number is not null or a.choices is not null or a.words is not null) as answered,
     count(*) filter (where a.number is null and a.choices is null and a.words is null) as skipped,
     percentile_cont(0.5) within group (order by a.seconds) as seconds
   ${counting} group by a.question`,
);
const numbers = statement(
  'survey-numbers',
  `select a.question, a.number, count(*) as count ${counting} where a.number is not null group by a.question, a.number`,
);
const choices = statement(
  'survey-choices',
  `select a.question, c.choice, count(*) as count ${counting} cross join lateral unnest(a.choices) as c(choice)
   group by a.question, c.choice`,
);
const stopped = statement(
  'survey-stopped',
  `select next_question as question, count(*) as count from survey_responses
   where survey_id = $1 and state = 'started' and next_question is not null and ($2::int is null or version = $2)
     and ($3::timestamptz is null or asked_at >= $3)
   group by next_question`,
);

/** Which answers count. */
export interface ResultFilter {
  readonly surveyId: string;
  /** Null for all versions. */
  readonly version: number | null;
  readonly from: Date | null;
  /** Exclusive. */
  readonly until: Date | null;
}

export interface CountedQuestion extends Tally {
  readonly skipped: number;
  readonly seconds: number | null;
}

/** Counts answers. Only counts leave the database, never who answered what. */
@Injectable()
export class ResultsRepository {
  constructor(private readonly transactions: Transactions) {}

  async counts({ surveyId, version, from }: ResultFilter): Promise<RowOf<typeof counts>> {
    const [row] = await this.transactions.query(counts, [surveyId, version, from]);
    return row ?? { asked: 0, started: 0, sent: 0 };
  }

  /** How many stopped before a question, by its key. */
  async stopped({ surveyId, version, from }: ResultFilter): Promise<ReadonlyMap<string, number>> {
    const rows = await this.transactions.query(stopped, [surveyId, version, from]);
    return new Map(rows.map(({ question, count }) => [question, count]));
  }

  /** By the key of the question. */
  async tallies(
    { surveyId, version, from, until }: ResultFilter,
    questions: readonly SurveyQuestion[],
  ): Promise<(key: string) => CountedQuestion> {
    const asked = questions.map((question) => ({
      question: question.key,
      kind: question.kind,
      scale: scaleOf(question),
    }));
    const values = [surveyId, JSON.stringify(asked), version, from, until] as const;
    const rows = await this.transactions.query(answered, values);
    const numbered = await this.transactions.query(numbers, values);
    const chosen = await this.transactions.query(choices, values);
    return (key) => {
      const row = rows.find(({ question }) => question === key);
      return {
        answered: row?.answered ?? 0,
        skipped: row?.skipped ?? 0,
        seconds: row?.seconds ?? null,
        numbers: new Map(
          numbered
            .filter(({ question }) => question === key)
            .map(({ number, count }) => [number ?? 0, count]),
        ),
        choices: new Map(
          chosen.filter(({ question }) => question === key).map(({ choice, count }) => [choice, count]),
        ),
      };
    };
  }
}
