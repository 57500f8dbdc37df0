import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { from as copyFrom } from 'pg-copy-streams';
import { KeyedCodes } from '../../platform/codes/keyed-codes.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// The ids come from a query of their own: for an array as a value PostgreSQL makes a new plan each time, by its length.
const known = statement(
  'coupon-codes-known',
  `select id, coupon_id as "couponId", used_at is not null as used, held_by as "heldBy", held_until as "heldUntil",
     member_id as "memberId", expires_at as "expiresAt"
   from coupon_codes where id = any(array(select unnest($1::uuid[])))`,
);
const any = statement('coupon-codes-any', 'select from coupon_codes limit 1');
const list = statement(
  'coupon-codes-list',
  `select c.id, b.id as "batchId", c.ending, c.used_at as "usedAt", c.purchase_id as "purchaseId",
     c.redemption_id as "redemptionId", c.held_until as "heldUntil", c.expires_at as "expiresAt"
   from coupon_batches b cross join lateral (
     select * from coupon_codes n where n.batch_id = b.id and (b.id > $2 or n.id > $3) order by n.id limit $4) c
   where b.coupon_id = $1 and b.id >= $2 order by b.id, c.id limit $4`,
);
const hold = statement(
  'coupon-codes-hold',
  'update coupon_codes set held_by = $2, held_until = $3 where id = any($1::uuid[])',
);
const giveBack = statement(
  'coupon-codes-give-back',
  'update coupon_codes set used_at = null, redemption_id = null where redemption_id = $1',
);
const release = statement(
  'coupon-codes-release',
  `update coupon_codes set held_by = null, held_until = null where id in (
     select id from coupon_codes where held_by = $1 order by id for update)`,
);
const extend = statement(
  'coupon-codes-extend',
  `update coupon_codes set held_until = $2 where id in (
     select id from coupon_codes where held_by = $1 order by id for update) returning id`,
);

export type UniqueCodeRow = RowOf<typeof known>;
export type ListedCode = RowOf<typeof list>;

/** Codes for one use each. */
@Injectable()
export class UniqueCodesRepository {
  constructor(
    private readonly transactions: Transactions,
    keyed: KeyedCodes,
  ) {
    keyed.register(async () => (await transactions.query(any, [])).length > 0);
  }

  /** By their ids, without those that do not exist. */
  async known(ids: readonly string[]): Promise<ReadonlyMap<string, UniqueCodeRow>> {
    const rows = ids.length === 0 ? [] : await this.transactions.query(known, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Of a coupon, by batch and id. */
  async list(
    couponId: string,
    after: { readonly batch: string; readonly id: string },
    limit: number,
  ): Promise<ListedCode[]> {
    return this.transactions.query(list, [couponId, after.batch, after.id, limit]);
  }

  /** Under their locks. */
  async hold(ids: readonly string[], checkoutId: string, until: Date): Promise<void> {
    if (ids.length > 0) await this.transactions.query(hold, [ids, checkoutId, until]);
  }

  async giveBack(redemptionId: string): Promise<void> {
    await this.transactions.query(giveBack, [redemptionId]);
  }

  async release(checkoutId: string): Promise<void> {
    await this.transactions.query(release, [checkoutId]);
  }

  /** Returns how many the checkout holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    return (await this.transactions.query(extend, [checkoutId, until])).length;
  }

  /** Takes COPY lines: id, coupon, batch, ending, end. Call it in a transaction outside of the pool. */
  receiver(): Writable {
    return this.transactions.connection.query(
      copyFrom('copy coupon_codes (id, coupon_id, batch_id, ending, expires_at) from stdin'),
    );
  }
}
