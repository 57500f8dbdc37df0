import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { BuyerReference } from './intake.ts';
import { statement } from './statements.ts';

const found = statement('buyer-found', 'select resolve_buyer($1, $2, $3) as id');

/** The members that sales name, before a sale locks anything. */
@Injectable()
export class Buyers {
  constructor(private readonly transactions: Transactions) {}

  /** Null if there is no such member. Whether the card can be used is decided by the sale. */
  async memberOf({ code, memberId, externalId }: BuyerReference): Promise<string | null> {
    return (await this.transactions.query(found, [code, memberId, externalId]))[0]?.id ?? null;
  }
}
