import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const keep = statement(
  'survey-place-keep',
  `update survey_responses r set location_id = coalesce(r.location_id, home_location(r.member_id)),
     tier_id = coalesce(r.tier_id, (select s.tier_id from tier_standings(array[r.member_id], r.sent_at, r.sent_at, null) s))
   where r.id = $1 and r.member_id is not null`,
);

@Injectable()
export class PlacesRepository {
  constructor(private readonly transactions: Transactions) {}

  async keep(responseId: string): Promise<void> {
    await this.transactions.query(keep, [responseId]);
  }
}
