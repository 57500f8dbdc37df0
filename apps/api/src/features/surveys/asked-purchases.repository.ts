import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Nothing is left of a purchase whose goods all came back.
const standing = statement(
  'survey-purchase',
  `select p.purchased_at as "purchasedAt" from standing_purchases($1, '-infinity') p where p.id = $2 and p.spend > 0`,
);

/** The purchases that members are asked about. */
@Injectable()
export class AskedPurchases {
  constructor(private readonly transactions: Transactions) {}

  /** When it was made; undefined once its goods were returned. */
  async standingSince(memberId: string, purchaseId: string): Promise<Date | undefined> {
    return (await this.transactions.query(standing, [memberId, purchaseId]))[0]?.purchasedAt ?? undefined;
  }
}
