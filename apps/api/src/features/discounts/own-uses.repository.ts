import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** Of each coupon or offer. */
const shownUses = 10;
/** Of each member. */
const shownDiscounts = 50;

const used = statement(
  'discount-own-uses',
  `select n.* from (
     select r.discount_id from discount_redemptions r where r.member_id = $1 and r.sort = $2 and r.state = 'redeemed'
     group by r.discount_id order by max(r.redeemed_at) desc, r.discount_id limit ${shownDiscounts}
   ) o cross join lateral (
     select r.id, r.discount_id as "discountId", r.purchase_id as "purchaseId", r.redeemed_at as at, r.location_id as "locationId", r.discount, r.points, r.currency
     from discount_redemptions r where r.member_id = $1 and r.discount_id = o.discount_id and r.state = 'redeemed'
     order by r.redeemed_at desc, r.id desc limit ${shownUses}) n`,
);

export type OwnUse = RowOf<typeof used>;

/** What members redeemed. */
@Injectable()
export class OwnUsesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The latest uses of each coupon or offer, the newest first. */
  async of(memberId: string, sort: 'coupon' | 'offer'): Promise<OwnUse[]> {
    return this.transactions.query(used, [memberId, sort]);
  }
}
