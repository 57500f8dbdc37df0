import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const promised = statement(
  'survey-thanks-promised',
  `select r.member_id as "memberId", r.thanked_by as "thankedBy", (v.definition->>'thanksPoints')::int as points
   from survey_responses r join survey_versions v on v.survey_id = r.survey_id and v.version = r.version where r.id = $1`,
);
const booked = statement('survey-thanks-booked', 'update survey_responses set thanked_by = $2 where id = $1');

/** Which points of thanks were promised and booked. The wallet of the member is the lock. */
@Injectable()
export class ThanksRepository {
  constructor(private readonly transactions: Transactions) {}

  async promised(responseId: string): Promise<RowOf<typeof promised> | undefined> {
    return (await this.transactions.query(promised, [responseId]))[0];
  }

  async book(responseId: string, transactionId: string | null): Promise<void> {
    await this.transactions.query(booked, [responseId, transactionId]);
  }
}
