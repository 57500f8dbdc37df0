import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { statement } from './statements.ts';

// The lowest score, and all that they wrote.
const answered = statement(
  'survey-answer-to-call-about',
  `select r.id, r.member_id as "memberId", r.survey_id as "surveyId", r.location_id as "locationId", r.purchase_id as "purchaseId", min(a.number) filter (where a.kind = 'nps') as score,
     coalesce(min(a.number) filter (where a.kind = 'nps') <= s.call_back_up_to, false) as "isLow",
     coalesce(string_agg(a.words, chr(10) || chr(10) order by a.answered_at, a.question) filter (where a.kind <> 'date'), '') as text
   from survey_responses r join surveys s on s.id = r.survey_id left join survey_answers a on a.response_id = r.id
   where r.id = $1 and r.state = 'sent' and r.member_id is not null and member_status(r.member_id) = 'active'
   group by r.id, s.id`,
);

export interface AnswerToCallAbout extends RowOf<typeof answered> {
  /** What the member was asked about. */
  readonly purchase: { readonly id: string; readonly receipt: string } | null;
}

/** What members answered, as far as the one who calls them back has to know it. */
@Injectable()
export class AnswersToCallAbout {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: Names,
  ) {}

  /** Undefined if it was not sent, or if there is no member to be called. */
  async find(responseId: string): Promise<AnswerToCallAbout | undefined> {
    const [row] = await this.transactions.query(answered, [responseId]);
    if (!row) return undefined;
    const { purchaseId: id } = row;
    const receipt = id === null ? undefined : (await this.names.of('purchase', [id])).get(id);
    return { ...row, purchase: id !== null && typeof receipt === 'string' ? { id, receipt } : null };
  }
}
