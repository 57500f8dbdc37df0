import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const responses = statement(
  'survey-past-responses',
  `insert into survey_responses (id, survey_id, version, member_id, state, permission, asked_at, touched_at, sent_at, next_question, location_id, tier_id, tags)
   select p.id, $1, $2, p.member, case when p.sent is null then case when p.stopped is null then 'asked' else 'started' end else 'sent' end,
     null, p.asked, coalesce(p.sent, p.asked), p.sent, p.stopped, p.location, p.tier, p.tags
   from jsonb_to_recordset($3::jsonb) as p(id uuid, member uuid, asked timestamptz, sent timestamptz, stopped text, location uuid, tier uuid, tags text[])
   on conflict do nothing`,
);
const answers = statement(
  'survey-past-answers',
  `insert into survey_answers (response_id, survey_id, question, kind, number, choices, words, scale, seconds, answered_at)
   select p.response, $1, p.question, p.kind, p.number, p.choices, p.words, p.scale, p.seconds, p.at
   from jsonb_to_recordset($2::jsonb) as p(response uuid, question text, kind text, number double precision, choices text[], words text,
     scale jsonb, seconds int, at timestamptz)
   where exists (select from survey_responses r where r.id = p.response)`,
);

/** Writes answers of the past. */
@Injectable()
export class PastAnswersRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(
    surveyId: string,
    version: number,
    rows: { readonly responses: readonly object[]; readonly answers: readonly object[] },
  ): Promise<void> {
    await this.transactions.query(responses, [surveyId, version, JSON.stringify(rows.responses)]);
    await this.transactions.query(answers, [surveyId, JSON.stringify(rows.answers)]);
  }
}
