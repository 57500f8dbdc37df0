import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// The lowest score, and all that they wrote.
const low = statement(
  'survey-low-score',
  `select r.member_id as "memberId", r.survey_id as "surveyId", r.location_id as "locationId", min(a.number) filter (where a.kind = 'nps') as score,
     coalesce(string_agg(a.words, chr(10) || chr(10) order by a.answered_at, a.question) filter (where a.kind <> 'date'), '') as text
   from survey_responses r join surveys s on s.id = r.survey_id join survey_answers a on a.response_id = r.id
   where r.id = $1 and r.state = 'sent' and r.member_id is not null and member_status(r.member_id) = 'active'
   group by r.id, s.id having min(a.number) filter (where a.kind = 'nps') <= s.call_back_up_to`,
);

export type LowScore = RowOf<typeof low>;

/** Low scores of members. */
@Injectable()
export class LowScoresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined if the score is not low, or if the survey asks for no calls. */
  async find(responseId: string): Promise<LowScore | undefined> {
    return (await this.transactions.query(low, [responseId]))[0];
  }
}
