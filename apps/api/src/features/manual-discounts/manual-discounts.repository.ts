import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const ofPurchase = statement(
  'manual-discounts-of-purchase',
  `select id, reason, amount as discount, ended_at is not null as "givenBack" from manual_discounts
   where purchase_id = $1 order by line nulls last, id`,
);

/** A discount by hand of a purchase. */
interface GivenByHand {
  readonly id: string;
  /** Null if it was erased. */
  readonly reason: string | null;
  readonly discount: number;
  /** All goods were returned. */
  readonly givenBack: boolean;
}

/** What was taken off by hand. */
@Injectable()
export class ManualDiscountsRepository {
  constructor(private readonly transactions: Transactions) {}

  async ofPurchase(purchaseId: string): Promise<readonly GivenByHand[]> {
    return this.transactions.query(ofPurchase, [purchaseId]);
  }
}
