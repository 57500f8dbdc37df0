import { Injectable } from '@nestjs/common';
import type { CouponUses } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const uses = statement(
  'coupon-uses',
  `select asked.id, coupon_uses(asked.id) as total,
     (select count(*) from coupon_redemptions r where r.coupon_id = asked.id and r.member_id = $2 and r.state = 'redeemed') as "ofMember",
     (select count(*) from coupon_redemptions r where r.coupon_id = asked.id and r.member_id = $2 and r.state = 'redeemed'
       and r.local_day = $3) as "ofMemberToday"
   from unnest($1::uuid[]) as asked(id)`,
);

const none: CouponUses = { total: 0, ofMember: 0, ofMemberToday: 0 };

@Injectable()
export class RedemptionsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** By the id of the coupon. Nothing is locked. */
  async usesOf(
    ids: readonly string[],
    memberId: string | null,
    localDay: string,
  ): Promise<(id: string) => CouponUses> {
    if (ids.length === 0) return () => none;
    const rows = await this.transactions.query(uses, [ids, memberId, localDay]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? none;
  }
}
