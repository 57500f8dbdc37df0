import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Customers } from '../permissions/index.ts';
import { statement } from './statements.ts';

const bought = statement(
  'recent-buyer',
  'select exists (select from purchases where member_id = $1 and purchased_at >= $2) as bought',
);

/** Tells permissions who is a customer. */
@Injectable()
export class RecentBuyers {
  constructor(customers: Customers, transactions: Transactions) {
    customers.areKnownBy(async (memberId, since) => {
      const [row] = await transactions.query(bought, [memberId, since]);
      return row?.bought ?? false;
    });
  }
}
