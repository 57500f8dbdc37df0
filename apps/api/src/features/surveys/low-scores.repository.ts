import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { statement } from './statements.ts';

// The lowest score, and all that they wrote.
const low = statement(
  'survey-low-score',
  `select r.member_id as "memberId", r.survey_id as "surveyId", r.location_id as "locationId", r.purchase_id as "purchaseId", min(a.number) filter (where a.kind = 'nps') as score,
     coalesce(string_agg(a.words, chr(10) || chr(10) order by a.answered_at, a.question) filter (where a.kind <> 'date'), '') as text
   from survey_responses r join surveys s on s.id = r.survey_id join survey_answers a on a.response_id = r.id
   where r.id = $1 and r.state = 'sent' and r.member_id is not null and member_status(r.member_id) = 'active'
   group by r.id, s.id having min(a.number) filter (where a.kind = 'nps') <= s.call_back_up_to`,
);

interface LowScore extends RowOf<typeof low> {
  /** What the member was asked about. */
  readonly purchase: { readonly id: string; readonly receipt: string } | null;
}

/** Low scores of members. */
@Injectable()
export class LowScoresRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: Names,
  ) {}

  /** Undefined if the score is not low, or if the survey asks for no calls. */
  async find(responseId: string): Promise<LowScore | undefined> {
    const [row] = await this.transactions.query(low, [responseId]);
    if (!row) return undefined;
    const { purchaseId: id } = row;
    const receipt = id === null ? undefined : (await this.names.of('purchase', [id])).get(id);
    return { ...row, purchase: id !== null && typeof receipt === 'string' ? { id, receipt } : null };
  }
}
