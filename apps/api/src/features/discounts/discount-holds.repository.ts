import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { DiscountSort } from './redemption-events.ts';
import { statement } from './statements.ts';

const hold = statement('discount-hold', 'select hold_discounts($1::jsonb)::text');
const release = statement('discount-release', 'select release_discounts($1)::text');
const extend = statement('discount-extend', 'select extend_discounts($1, $2) as extended');
const expired = statement(
  'discount-holds-expired',
  'select distinct discount_id as id from discount_holds where expires_at <= $1 order by discount_id',
);
const releaseExpired = statement('discount-release-expired', 'select release_expired_discount($1, $2)::text');

export interface HoldRow {
  readonly checkout_id: string;
  readonly sort: DiscountSort;
  readonly discount_id: string;
  readonly member_id: string | null;
  readonly local_day: string;
  readonly part: number | null;
  readonly expires_at: Date;
  readonly discount: number;
  readonly currency: string;
  readonly budget_part: number | null;
  readonly by_code: boolean;
}

@Injectable()
export class DiscountHoldsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(rows: readonly HoldRow[]): Promise<void> {
    await this.transactions.query(hold, [JSON.stringify(rows)]);
  }

  async release(checkoutId: string): Promise<void> {
    await this.transactions.query(release, [checkoutId]);
  }

  /** How many coupons and offers it holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    const [row] = await this.transactions.query(extend, [checkoutId, until]);
    return row?.extended ?? 0;
  }

  /** Those of which someone holds one beyond the time. */
  async expired(at: Date): Promise<string[]> {
    return (await this.transactions.query(expired, [at])).map(({ id }) => id);
  }

  async releaseExpired(discountId: string, at: Date): Promise<void> {
    await this.transactions.query(releaseExpired, [discountId, at]);
  }
}
