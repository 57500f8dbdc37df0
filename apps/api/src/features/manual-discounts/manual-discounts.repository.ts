import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
import { statement } from './statements.ts';

const ofPurchase = statement(
  'manual-discounts-of-purchase',
  `select id, reason, amount as discount, ended_at is not null as "givenBack" from manual_discounts
   where purchase_id = $1 order by line nulls last, id`,
);
const columns = `id, given_at as "givenAt", purchase_id as "purchaseId", location_id as "locationId", member_id as "memberId",
  actor_kind as "actorKind", actor_id as "actorId", line, percent, amount, currency, reason, ended_at as "endedAt"`;
const from = `manual_discounts where ($1::uuid is null or location_id = $1) and ($2::timestamptz is null or given_at >= $2)
  and ($3::timestamptz is null or given_at < $3) and ($4::uuid is null or actor_id = $4) and ($5::text is null or reason = $5)`;
const list = statement(
  'manual-discounts-list',
  `select ${columns} from ${from} and ($6::timestamptz is null or (given_at, id) < ($6, $7::uuid))
   order by given_at desc, id desc limit $8`,
);
const standing = `ended_at is null and ($1::uuid is null or location_id = $1) and ($2::timestamptz is null or given_at >= $2)
  and ($3::timestamptz is null or given_at < $3)`;
const byReason = statement(
  'manual-discounts-by-reason',
  `select case when listed then reason end as reason, currency, count(*) as times, sum(amount)::bigint as amount
   from manual_discounts where ${standing} group by 1, 2 order by 4 desc, 1 nulls last, 2`,
);
const byPerson = statement(
  'manual-discounts-by-person',
  `select actor_kind as "actorKind", actor_id as "actorId", currency, count(*) as times, sum(amount)::bigint as amount
   from manual_discounts where ${standing} group by 1, 2, 3 order by 5 desc, 1, 2, 3`,
);

export type ManualDiscountRow = RowOf<typeof list>;

export type ManualDiscountSort = 'given' | 'amount';
export const manualDiscountOrders: SqlList<ManualDiscountSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'id' },
  keys: { given: { by: 'given_at', kind: 'moment' }, amount: { by: 'amount', kind: 'number' } },
};

/** A discount by hand of a purchase. */
interface GivenByHand {
  readonly id: string;
  /** Null if it was erased. */
  readonly reason: string | null;
  readonly discount: number;
  /** All goods were returned. */
  readonly givenBack: boolean;
}

export interface WhichSums {
  readonly locationId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface WhichDiscounts extends WhichSums {
  readonly by: string | null;
  readonly reason: string | null;
}

const valuesOf = ({ locationId, from: since, to, by, reason }: WhichDiscounts) =>
  [locationId, since, to, by, reason] as const;

/** What was taken off by hand. */
@Injectable()
export class ManualDiscountsRepository {
  constructor(private readonly transactions: Transactions) {}

  async ofPurchase(purchaseId: string): Promise<readonly GivenByHand[]> {
    return this.transactions.query(ofPurchase, [purchaseId]);
  }

  /** The latest first. */
  async list(
    which: WhichDiscounts,
    after: readonly [Date, string] | null,
    limit: number,
  ): Promise<ManualDiscountRow[]> {
    const [at, id] = after ?? [null, null];
    return this.transactions.query(list, [...valuesOf(which), at, id, limit]);
  }

  async sorted(
    which: WhichDiscounts,
    order: SqlOrder<ManualDiscountSort>,
    limit: number,
  ): Promise<SortedRow<ManualDiscountRow>[]> {
    const [sorted, values] = sortedStatement<ManualDiscountRow, ManualDiscountSort>(
      manualDiscountOrders,
      valuesOf(which),
      order,
      limit,
    );
    return this.transactions.query(sorted, values);
  }

  /** Of those that stand, the largest first. */
  async byReason({ locationId, from: since, to }: WhichSums): Promise<RowOf<typeof byReason>[]> {
    return this.transactions.query(byReason, [locationId, since, to]);
  }

  async byPerson({ locationId, from: since, to }: WhichSums): Promise<RowOf<typeof byPerson>[]> {
    return this.transactions.query(byPerson, [locationId, since, to]);
  }
}
