import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const hold = statement('coupon-hold', 'select hold_coupons($1::jsonb)::text');
const release = statement('coupon-release', 'select release_coupons($1)::text');
const extend = statement('coupon-extend', 'select extend_coupons($1, $2) as extended');
const expired = statement(
  'coupon-holds-expired',
  'select distinct coupon_id as "couponId" from coupon_holds where expires_at <= $1 order by coupon_id',
);
const releaseExpired = statement('coupon-release-expired', 'select release_expired_coupon($1, $2)::text');

export interface HoldRow {
  readonly checkout_id: string;
  readonly coupon_id: string;
  readonly member_id: string | null;
  readonly local_day: string;
  readonly part: number;
  readonly expires_at: Date;
}

@Injectable()
export class CouponHoldsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(rows: readonly HoldRow[]): Promise<void> {
    await this.transactions.query(hold, [JSON.stringify(rows)]);
  }

  async release(checkoutId: string): Promise<void> {
    await this.transactions.query(release, [checkoutId]);
  }

  /** How many coupons it holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    const [row] = await this.transactions.query(extend, [checkoutId, until]);
    return row?.extended ?? 0;
  }

  /** The coupons of which someone holds one beyond the time. */
  async expired(at: Date): Promise<string[]> {
    return (await this.transactions.query(expired, [at])).map(({ couponId }) => couponId);
  }

  async releaseExpired(couponId: string, at: Date): Promise<void> {
    await this.transactions.query(releaseExpired, [couponId, at]);
  }
}
