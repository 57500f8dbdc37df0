import { Injectable } from '@nestjs/common';
import { isoOf, thousandthsOf, type Instant, type PastSale, type UsedBefore } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { PastSales, type AskedUsage, type PastSalesSource, type SalesPeriod } from '../sales/index.ts';
import { boughtOf, type PastReturnRow, type PurchaseDetail } from './stored-purchase.ts';
import { statement } from './statements.ts';

type PastRow = Pick<
  PurchaseDetail,
  | 'id'
  | 'member_id'
  | 'location_id'
  | 'channel'
  | 'purchased_at'
  | 'booked_at'
  | 'currency'
  | 'payments'
  | 'codes'
  | 'evaluation'
  | 'lines'
> & {
  readonly reporting_gross: number | null;
  readonly returns: readonly PastReturnRow[];
};

const pageSize = 500;
/** More ids than sales at once, because every step reads the index of the whole period. */
const idsAtOnce = 50_000;

// Ids are created one after the other under the wallet's lock, so they have the order of the decisions, even in
// histories booked in the past. The index on the time has the ids too. `materialized` makes PostgreSQL use it: with
// the limit in the same query it would read all sales by id, also those of other days, until it has enough.
const idsBetween = statement(
  'purchase-past-ids',
  `with period as materialized (select p.id from purchases p where p.purchased_at >= $2 and p.purchased_at < $3)
   select id from period where id > $1 order by id limit $4`,
);
// An undone import (its receipt carries the id) is not a sale.
const some = statement(
  'purchase-past-some',
  `select p.id, p.member_id, p.location_id, p.channel, p.purchased_at, p.booked_at, p.currency, p.payments, p.codes, p.evaluation, p.reporting_gross,
     (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'lines', r.lines,
        'reversedAt', (date_part('epoch', r.reversed_at) * 1000)::bigint) order by r.id), '[]')
      from purchase_returns r where r.purchase_id = p.id) as returns,
     (select jsonb_agg(jsonb_build_object('line', l.line, 'sku', l.sku, 'category', l.category, 'brand', l.brand, 'kind', l.kind,
        'sets', l.product_sets, 'rates', l.rates, 'priceBound', l.price_bound, 'quantity', l.quantity, 'discount', l.discount, 'amount', l.amount, 'net', l.net, 'taxRate', l.tax_rate) order by l.line)
      from purchase_lines l where l.purchase_id = p.id) as lines
   from purchases p
   where p.id = any($1) and p.evaluation is not null and right(p.receipt_number, 36) <> p.id::text
   order by p.id`,
);

const countBetween = statement(
  'purchase-past-count',
  'select count(*) as sales from purchases p where p.purchased_at >= $1 and p.purchased_at < $2',
);
const usedBefore = statement(
  'purchase-past-used',
  `select g.rule_id as "ruleId", g.member_id as "memberId", asked.per, sum(g.points)::bigint as points
   from jsonb_to_recordset($1::jsonb) as asked("ruleId" uuid, per text, "from" date)
   join rule_grants g on g.rule_id = asked."ruleId" and g.local_day < $2::date
     and g.local_day >= coalesce(asked."from", '-infinity')
   group by 1, 2, 3`,
);

/** All purchases as past sales, for earlier features. */
@Injectable()
export class PastPurchases implements PastSalesSource {
  constructor(
    private readonly transactions: Transactions,
    pastSales: PastSales,
  ) {
    pastSales.fill(this);
  }

  async *between({ from, until }: SalesPeriod): AsyncGenerator<readonly PastSale[]> {
    for (let after: string | null = lowestId; after !== null;) {
      const ids: string[] = await this.#idsBetween(after, from, until);
      for (let at = 0; at < ids.length; at += pageSize) {
        const rows = await this.transactions.query(some, [ids.slice(at, at + pageSize)]);
        if (rows.length > 0) yield rows.map(saleOf);
      }
      after = ids.length < idsAtOnce ? null : (ids.at(-1) ?? null);
    }
  }

  async count({ from, until }: SalesPeriod): Promise<number> {
    const [row] = await this.transactions.query(countBetween, [isoOf(from), isoOf(until)]);
    return row?.sales ?? 0;
  }

  async usedBefore(asked: readonly AskedUsage[], day: string): Promise<UsedBefore[]> {
    if (asked.length === 0) return [];
    return this.transactions.query(usedBefore, [JSON.stringify(asked), day]);
  }

  async #idsBetween(after: string, from: Instant, until: Instant): Promise<string[]> {
    const rows = await this.transactions.query(idsBetween, [after, isoOf(from), isoOf(until), idsAtOnce]);
    return rows.map(({ id }) => id);
  }
}

const saleOf = (row: PastRow): PastSale => ({
  id: row.id,
  memberId: row.member_id,
  bookedAt: row.booked_at.getTime(),
  purchase: boughtOf(row),
  facts: row.evaluation.facts,
  policy: row.evaluation.policy,
  met: row.evaluation.rules,
  granted: row.evaluation.granted,
  reportingGross: row.reporting_gross,
  returns: row.returns.map(({ lines, ...made }) => ({
    ...made,
    lines: lines.map(({ line, quantity }) => ({ line, quantity: thousandthsOf(quantity) })),
  })),
});
