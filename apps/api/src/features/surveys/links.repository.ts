import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const insert = statement(
  'survey-link-insert',
  'insert into survey_links (token_hash, response_id) select $1, r.id from survey_responses r where r.id = $2',
);
// A link of a member who has left leads nowhere.
const find = statement(
  'survey-link-find',
  `select r.id from survey_links l join survey_responses r on r.id = l.response_id
   where l.token_hash = $1 and (r.member_id is null or member_status(r.member_id) = 'active')`,
);
const removeOf = statement(
  'survey-link-remove-of',
  'delete from survey_links where response_id in (select id from survey_responses where member_id = $1)',
);

/** Which response a link leads to. */
@Injectable()
export class SurveyLinksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nothing if there is no such response. */
  async insert(tokenHash: Buffer, responseId: string): Promise<void> {
    await this.transactions.query(insert, [tokenHash, responseId]);
  }

  /** Its id; undefined if the link leads nowhere. */
  async find(tokenHash: Buffer): Promise<string | undefined> {
    return (await this.transactions.query(find, [tokenHash]))[0]?.id;
  }

  async removeOf(memberId: string): Promise<void> {
    await this.transactions.query(removeOf, [memberId]);
  }
}
