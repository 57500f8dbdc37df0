import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** Sales in one currency. */
export interface SalesRow {
  currency: string;
  /** Receipts, whether goods were returned or not. */
  purchases: number;
  /** Gross, less the returns of the period, in minor units. */
  revenue: number;
  /** The share of revenue from purchases with a member. */
  with_card: number;
}

export interface SalesPeriodRow {
  /** First day in the club's zone, YYYY-MM-DD. */
  period: string;
  /** In all currencies. */
  purchases: number;
  /** In the requested currency, less returns. */
  revenue: number;
}

// A return counts when it happens and not when the goods were bought, and a mistaken one when it is taken back, so
// reported past periods do not change.
const placed = '($3::uuid[] is null or p.location_id = any($3))';
const moved = `
  select p.purchased_at as at, p.currency, p.member_id, 1 as purchases, p.gross as amount
  from purchases p where p.purchased_at >= $1 and p.purchased_at < $2 and ${placed}
  union all
  select r.returned_at, p.currency, p.member_id, 0, -r.amount
  from purchase_returns r join purchases p on p.id = r.purchase_id
  where r.returned_at >= $1 and r.returned_at < $2 and ${placed}
  union all
  select r.reversed_at, p.currency, p.member_id, 0, r.amount
  from purchase_returns r join purchases p on p.id = r.purchase_id
  where r.reversed_at >= $1 and r.reversed_at < $2 and ${placed}`;
const sales = statement(
  'purchase-sales',
  `select currency, sum(purchases)::bigint as purchases, sum(amount)::bigint as revenue,
          coalesce(sum(amount) filter (where member_id is not null), 0)::bigint as with_card
   from (${moved}) moved group by currency order by currency`,
);
const salesByPeriod = statement(
  'purchase-sales-by-period',
  `select date_trunc($4, at at time zone $5)::date as period, sum(purchases)::bigint as purchases,
          coalesce(sum(amount) filter (where currency = $6), 0)::bigint as revenue
   from (${moved}) moved group by 1 order by 1`,
);
const buyers = statement(
  'purchase-figures-buyers',
  `select count(distinct p.member_id) as members from purchases p
   where p.purchased_at >= $1 and p.purchased_at < $2 and ${placed}`,
);

/** The locations; null for the whole club. */
type Within = readonly string[] | null;

/** Sales of the club or some locations, for overviews and reports. */
@Injectable()
export class PurchaseFigures {
  constructor(private readonly transactions: Transactions) {}

  /** By currency, from `from` until before `until`. */
  async sales(from: Instant, until: Instant, within: Within): Promise<SalesRow[]> {
    return this.transactions.query(sales, [isoOf(from), isoOf(until), within]);
  }

  /** By week (Monday) or month of the zone's calendar; periods without sales or returns are missing. */
  async salesByPeriod(
    from: Instant,
    until: Instant,
    terms: { grain: 'day' | 'week' | 'month'; zone: string; currency: string; within: Within },
  ): Promise<SalesPeriodRow[]> {
    const values = [
      isoOf(from),
      isoOf(until),
      terms.within,
      terms.grain,
      terms.zone,
      terms.currency,
    ] as const;
    return this.transactions.query(salesByPeriod, values);
  }

  /** Members with at least one purchase. */
  async buyers(from: Instant, until: Instant, within: Within): Promise<number> {
    const values = [isoOf(from), isoOf(until), within] as const;
    const [row] = await this.transactions.query(buyers, values);
    return row?.members ?? 0;
  }
}
