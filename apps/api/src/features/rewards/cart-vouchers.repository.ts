import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { statement } from './statements.ts';

const find = statement(
  'cart-vouchers-find',
  `select id, code, member_id, reward_name, effect, state, expires_at, held_by, held_until from vouchers
   where code = any($1) or id = any($2::uuid[])`,
);
const hold = statement(
  'voucher-hold',
  'update vouchers set held_by = $2, held_until = $3 where id = any($1::uuid[])',
);
const release = statement(
  'voucher-release',
  'update vouchers set held_by = null, held_until = null where held_by = $1',
);
const extend = statement(
  'voucher-extend',
  `update vouchers set held_until = $2 where held_by = $1 and state = 'issued'`,
);
const ofPurchase = statement(
  'vouchers-of-purchase',
  `select voucher_id as id, discount, given_back as "givenBack" from voucher_uses where purchase_id = $1 order by discount desc, voucher_id`,
);

const redeemedWith = statement(
  'rewards-of-purchase',
  `select d.reward_id as id, v.reward_name as name, v.kind, count(*)::int as count, sum(d.points)::bigint as points,
          (count(*) filter (where v.state = 'used'))::int as used,
          (count(*) filter (where v.state = 'cancelled'))::int as "givenBack"
   from redemptions d join vouchers v on v.redemption_id = d.id
   where d.purchase_id = $1 group by d.reward_id, v.reward_name, v.kind order by min(v.id::text)`,
);

/** Vouchers in carts, and what purchases used. */
@Injectable()
export class CartVouchersRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(codes: readonly string[], ids: readonly string[]): Promise<RowOf<typeof find>[]> {
    return codes.length + ids.length === 0 ? [] : this.transactions.query(find, [codes, ids]);
  }

  async hold(ids: readonly string[], checkoutId: string, until: Date): Promise<void> {
    if (ids.length > 0) await this.transactions.query(hold, [ids, checkoutId, until]);
  }

  async release(checkoutId: string): Promise<void> {
    await this.transactions.query(release, [checkoutId]);
  }

  /** How many it holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    return (await this.transactions.execute(extend, [checkoutId, until])).rowCount ?? 0;
  }

  async ofPurchase(purchaseId: string): Promise<RowOf<typeof ofPurchase>[]> {
    return this.transactions.query(ofPurchase, [purchaseId]);
  }

  /** The rewards that were redeemed with it, in the order of its cart. */
  async redeemedWith(purchaseId: string): Promise<RowOf<typeof redeemedWith>[]> {
    return this.transactions.query(redeemedWith, [purchaseId]);
  }
}
