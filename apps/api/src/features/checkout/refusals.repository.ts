import { Injectable } from '@nestjs/common';
import type { CouponProblem } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { statement } from './statements.ts';

// A cart that is priced again refuses the same codes again: the first time counts.
const insert = statement(
  'coupon-refusals-insert',
  `insert into coupon_refusals (id, refused_at, checkout_id, coupon_id, hint, problem, location_id, member_id)
   select n.id, $2, $3, n.coupon_id, n.hint, n.problem, coalesce($4, (select c.location_id from checkouts c where c.id = $3)), $5
   from jsonb_to_recordset($1::jsonb) as n(id uuid, coupon_id uuid, hint text, problem text)
   on conflict do nothing`,
);
const list = statement(
  'coupon-refusals-list',
  `select r.id, r.refused_at as "refusedAt", r.checkout_id as "checkoutId", r.coupon_id as "couponId", r.hint, r.problem,
     r.location_id as "locationId", r.member_id as "memberId"
   from coupon_refusals r
   where ($1::uuid is null or r.coupon_id = $1) and ($2::text is null or r.problem = $2) and ($3::uuid is null or r.member_id = $3)
     and ($7::text is null or upper(r.hint) = upper($7))
     and ($4::timestamptz is null or (r.refused_at, r.id) < ($4, $5::uuid))
   order by r.refused_at desc, r.id desc limit $6`,
);
const reasons = statement(
  'coupon-refusals-reasons',
  `select r.problem, count(*) as times, count(distinct r.member_id) as members from coupon_refusals r
   where r.refused_at >= $1 and ($2::uuid is null or r.coupon_id = $2)
   group by r.problem order by count(*) desc, r.problem`,
);
const sweep = statement('coupon-refusals-sweep', 'delete from coupon_refusals where refused_at < $1');

export type RefusalRow = RowOf<typeof list>;
export type RefusalReason = RowOf<typeof reasons>;

/** A code that did nothing for a cart. */
export interface RefusedCode {
  /** Null if no coupon has it. */
  readonly couponId: string | null;
  /** The end of an unknown code, as it was typed. */
  readonly hint: string | null;
  readonly problem: CouponProblem;
}

interface RefusingCart {
  readonly checkoutId: string | null;
  /** Null for that of the checkout. */
  readonly locationId: string | null;
  readonly memberId: string | null;
}

interface ListedRefusals {
  readonly coupon: string | null;
  readonly problem: string | null;
  readonly member: string | null;
  /** The end of an unknown code, in any case. */
  readonly hint: string | null;
  readonly after: readonly [Date, string] | null;
  readonly limit: number;
}

/** Codes that did nothing, and why, for three months. */
@Injectable()
export class RefusalsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(codes: readonly RefusedCode[], cart: RefusingCart, at: Date): Promise<void> {
    if (codes.length === 0) return;
    const rows = codes.map(({ couponId, hint, problem }) => ({
      id: newId(),
      coupon_id: couponId,
      hint,
      problem,
    }));
    const { checkoutId, locationId, memberId } = cart;
    await this.transactions.query(insert, [JSON.stringify(rows), at, checkoutId, locationId, memberId]);
  }

  /** The latest first; one more than asked tells that there are more. */
  async list({ coupon, problem, member, hint, after, limit }: ListedRefusals): Promise<RefusalRow[]> {
    const [at, id] = after ?? [null, null];
    return this.transactions.query(list, [coupon, problem, member, at, id, limit + 1, hint]);
  }

  /** The most frequent first. */
  async reasons(since: Date, coupon: string | null): Promise<RefusalReason[]> {
    return this.transactions.query(reasons, [since, coupon]);
  }

  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }
}
