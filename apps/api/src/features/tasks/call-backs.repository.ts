import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';
import { taskColumns, type TaskRow } from './tasks.repository.ts';

const add = statement(
  'call-back-add',
  `insert into tasks (id, kind, state, member_id, survey_id, response_id, score, purchase_id, receipt, location_id, text, due, created_at)
   values ($1, 'survey-call-back', 'open', $2, $3, $4, $5, $6, $7, $8, $9, $10::date, $11) on conflict do nothing returning id`,
);
const counts = statement(
  'call-back-counts',
  `select count(*) filter (where state <> 'done') as open, count(*) filter (where outcome = 'called') as called,
     count(*) filter (where outcome = 'no-contact') as "noContact",
     avg(extract(epoch from done_at - created_at) / 86400) filter (where state = 'done')::double precision as days
   from tasks where survey_id = $1 and ($2::timestamptz is null or created_at >= $2)`,
);
const open = statement(
  'call-back-open',
  `select ${taskColumns} from tasks t where t.survey_id = $1 and t.state <> 'done' and ($2::timestamptz is null or t.created_at >= $2)
   order by t.due, t.id limit $3`,
);
const states = statement(
  'call-back-states',
  'select id, response_id as "responseId", state, outcome from tasks where response_id = any($1::uuid[])',
);

export interface NewCallBack {
  readonly id: string;
  readonly memberId: string;
  readonly surveyId: string;
  readonly responseId: string;
  /** Null for an answer without an NPS. */
  readonly score: number | null;
  readonly purchase: { readonly id: string; readonly receipt: string } | null;
  /** Null for the club. */
  readonly locationId: string | null;
  readonly text: string;
  readonly due: string;
  readonly at: Date;
}
export type CallBackState = RowOf<typeof states>;

/** Tasks to call members back after a survey. */
@Injectable()
export class CallBacksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** False if the answer has its task. */
  async add(task: NewCallBack): Promise<boolean> {
    const { id, memberId, surveyId, responseId, score, purchase, locationId, text, due, at } = task;
    const about = [
      memberId,
      surveyId,
      responseId,
      score,
      purchase?.id ?? null,
      purchase?.receipt ?? null,
    ] as const;
    return (await this.transactions.query(add, [id, ...about, locationId, text, due, at])).length > 0;
  }

  /** How many are open and done, and the days until they were done, on average. */
  async counts(surveyId: string, from: Date | null): Promise<RowOf<typeof counts>> {
    const [row] = await this.transactions.query(counts, [surveyId, from]);
    return row ?? { open: 0, called: 0, noContact: 0, days: null };
  }

  /** The most urgent first. */
  async open(surveyId: string, from: Date | null, most: number): Promise<TaskRow[]> {
    return this.transactions.query(open, [surveyId, from, most]);
  }

  async states(responseIds: readonly string[]): Promise<CallBackState[]> {
    return this.transactions.query(states, [responseIds]);
  }
}
