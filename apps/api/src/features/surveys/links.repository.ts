import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const insert = statement(
  'survey-link-insert',
  'insert into survey_links (token_hash, response_id, address_hash) select $1, r.id, $3 from survey_responses r where r.id = $2',
);
// A link of a member who has left leads nowhere.
const find = statement(
  'survey-link-find',
  `select r.id, r.member_id as "memberId", l.address_hash as "addressHash" from survey_links l join survey_responses r on r.id = l.response_id
   where l.token_hash = $1 and (r.member_id is null or member_status(r.member_id) = 'active')`,
);
const begin = statement(
  'survey-link-begin',
  `insert into survey_responses (id, survey_id, version, mode, state, asked_at, touched_at, channels, location_id, receipt, purchase_id)
   values ($1, $2, $3, 'link', 'asked', $4, $4, '{link}', $5, $6, $7) on conflict do nothing`,
);
const ofReceipt = statement(
  'survey-response-of-receipt',
  'select id from survey_responses where survey_id = $1 and location_id = $2 and receipt = $3',
);
const removeOf = statement(
  'survey-link-remove-of',
  'delete from survey_links where response_id in (select id from survey_responses where member_id = $1)',
);

/** What an open link was signed for. */
export interface OpenLink {
  readonly surveyId: string;
  readonly locationId: string | null;
  /** Of the location. */
  readonly receipt: string | null;
}

/** Which response a link leads to. */
@Injectable()
export class SurveyLinksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nothing if there is no such response. @param addressHash of the mail that has the link; null if none has it */
  async insert(tokenHash: Buffer, responseId: string, addressHash: Buffer | null): Promise<void> {
    await this.transactions.query(insert, [tokenHash, responseId, addressHash]);
  }

  /** Undefined if the link leads nowhere. */
  async find(tokenHash: Buffer): Promise<RowOf<typeof find> | undefined> {
    return (await this.transactions.query(find, [tokenHash]))[0];
  }

  /** A new response without a member. Nothing if its receipt has one; then it waits for the transaction that began it. */
  async begin(
    id: string,
    { surveyId, locationId, receipt }: OpenLink,
    {
      version,
      purchaseId,
      at,
    }: { readonly version: number; readonly purchaseId: string | null; readonly at: Date },
  ): Promise<void> {
    await this.transactions.query(begin, [id, surveyId, version, at, locationId, receipt, purchaseId]);
  }

  /** The response of the receipt; undefined if there is none, or no receipt. */
  async ofReceipt({ surveyId, locationId, receipt }: OpenLink): Promise<string | undefined> {
    return (await this.transactions.query(ofReceipt, [surveyId, locationId, receipt]))[0]?.id;
  }

  async removeOf(memberId: string): Promise<void> {
    await this.transactions.query(removeOf, [memberId]);
  }
}
