import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const times = statement(
  'event-purchase-times',
  'select id, purchased_at as at from purchases where id = any($1::uuid[])',
);

/** When people bought. Events of a purchase tell when it was booked. */
@Injectable()
export class PurchaseTimes {
  constructor(private readonly transactions: Transactions) {}

  /** By purchase, in milliseconds since the epoch. */
  async of(purchaseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (purchaseIds.length === 0) return new Map();
    const rows = await this.transactions.query(times, [purchaseIds]);
    return new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  }
}
