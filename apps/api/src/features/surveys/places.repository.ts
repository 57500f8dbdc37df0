import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const keep = statement(
  'survey-place-keep',
  `update survey_responses r set location_id = coalesce(r.location_id, home_location(r.member_id)),
     tier_id = coalesce(r.tier_id, $2)
   where r.id = $1 and r.member_id is not null`,
);

@Injectable()
export class PlacesRepository {
  constructor(private readonly transactions: Transactions) {}

  async keep(responseId: string, tierId: string | null): Promise<void> {
    await this.transactions.query(keep, [responseId, tierId]);
  }
}
