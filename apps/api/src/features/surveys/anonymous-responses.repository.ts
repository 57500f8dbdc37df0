import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// No time is set: it would lead to the answers.
const tick = statement('survey-anonymous-tick', `update survey_responses set state = 'ticked' where id = $1`);
const insert = statement(
  'survey-anonymous-insert',
  `insert into survey_responses (id, survey_id, version, state, mode, asked_at, touched_at, channels)
   values ($1, $2, $3, 'asked', 'anonymous', $4, $4, '{}')`,
);
const begun = statement(
  'survey-anonymous-begun',
  `select r.id from survey_links l join survey_responses r on r.id = l.response_id
   where l.token_hash = $1 and r.survey_id = $2 and r.mode = 'anonymous'`,
);

/** Answers without a member. */
@Injectable()
export class AnonymousResponsesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @param responseId of the member */
  async tick(responseId: string): Promise<void> {
    await this.transactions.query(tick, [responseId]);
  }

  async insert(
    id: string,
    { surveyId, version, day }: { readonly surveyId: string; readonly version: number; readonly day: Date },
  ): Promise<void> {
    await this.transactions.query(insert, [id, surveyId, version, day]);
  }

  async isBegunWith(surveyId: string, tokenHash: Buffer): Promise<boolean> {
    return (await this.transactions.query(begun, [tokenHash, surveyId])).length > 0;
  }
}
