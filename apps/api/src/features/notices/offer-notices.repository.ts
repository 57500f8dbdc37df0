import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const add = statement(
  'offer-notices-add',
  'insert into offer_notices (offer_id, done) values ($1, false) on conflict do nothing',
);
// Another process that tells of the same offer leaves nothing to do.
const take = statement(
  'offer-notices-take',
  'select told_through as through, done from offer_notices where offer_id = $1 for update skip locked',
);
const move = statement(
  'offer-notices-move',
  'update offer_notices set told_through = $2, done = $3 where offer_id = $1',
);
const consenting = statement(
  'offer-notices-consenting',
  `select asked.id from unnest($1::uuid[]) as asked(id) where 'marketing-portal' = any(consents_given(asked.id)) order by asked.id`,
);

type Place = RowOf<typeof take>;

/** How far members were told of each offer. */
@Injectable()
export class OfferNoticesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined while another process tells of it. */
  async place(offerId: string): Promise<Place | undefined> {
    await this.transactions.query(add, [offerId]);
    return (await this.transactions.query(take, [offerId]))[0];
  }

  async move(offerId: string, through: string | null, done: boolean): Promise<void> {
    await this.transactions.query(move, [offerId, through, done]);
  }

  /** Those who said yes to advertising in the portal. */
  async consenting(memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(consenting, [memberIds]);
    return rows.map(({ id }) => id);
  }
}
