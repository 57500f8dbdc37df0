import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'lone-redemption-find',
  `select id, discount_id as "couponId", member_id as "memberId", location_id as "locationId", discount, currency
   from discount_redemptions where id = $1 and purchase_id is null`,
);
const giveBack = statement(
  'lone-redemption-give-back',
  `select move_discount_redemption($1, 'given-back') as moved`,
);

export type LoneRedemption = RowOf<typeof find>;

/** Redemptions without a purchase. */
@Injectable()
export class LoneRedemptionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(id: string): Promise<LoneRedemption | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** False if it was given back before. */
  async giveBack(id: string): Promise<boolean> {
    const [row] = await this.transactions.query(giveBack, [id]);
    return row?.moved === true;
  }
}
