import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { HomeZones } from '../permissions/index.ts';
import { statement } from './statements.ts';

const home = statement(
  'member-home',
  'select home_location_id as home from member_facts where member_id = $1',
);

/** Tells permissions where members shop most, because the night of that place is theirs. */
@Injectable()
export class KnownHomes {
  constructor(zones: HomeZones, transactions: Transactions) {
    zones.areKnownBy(async (memberId) => {
      const [row] = await transactions.query(home, [memberId]);
      return row?.home ?? null;
    });
  }
}
