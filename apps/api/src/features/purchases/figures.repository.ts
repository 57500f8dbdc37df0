import { Injectable } from '@nestjs/common';
import { isoOf, localDateOf, startOfDate, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { spanOf, spanText } from '../club/index.ts';
import { movedText } from './moved-text.ts';
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

/** Of a month and a location. */
interface CardShareRow {
  /** Its first day. */
  month: string;
  locationId: string;
  /** Gross, less the returns of the month, in minor units. */
  revenue: number;
  /** The share of revenue from purchases with a member. */
  withCard: number;
}

const clubwide = '00000000-0000-0000-0000-000000000000';
const span = spanText('sales');
// `$6`: the locations, or null.
const sold = `${span},
  sold as (
    select d.day, d.currency, d.purchases, d.revenue, d.with_card
    from sales_days d, span
    where d.day between span.first and span.last and d.day not in (select day from changed)
      and ($6::uuid[] is null or d.location_id = any($6))
    union all
    select (m.at at time zone $3)::date, m.currency, m.purchases, m.amount, case when m.member_id is null then 0 else m.amount end
    from part cross join lateral (${movedText('part.since', 'part.until')}) m
    where $6::uuid[] is null or m.location_id = any($6))`;
const sales = statement(
  'purchase-sales',
  `with ${sold}
   select currency, sum(purchases)::bigint as purchases, sum(revenue)::bigint as revenue, sum(with_card)::bigint as with_card
   from sold group by currency order by currency`,
);
const salesByPeriod = statement(
  'purchase-sales-by-period',
  `with ${sold}
   select date_trunc($7, day::timestamp)::date as period, sum(purchases)::bigint as purchases,
          coalesce(sum(revenue) filter (where currency = $8), 0)::bigint as revenue
   from sold group by 1 order by 1`,
);
// `$6`: the currency.
const cardShares = statement(
  'purchase-card-shares',
  `with ${span},
   sold as (
     select d.day, d.location_id, d.revenue, d.with_card from sales_days d, span
     where d.day between span.first and span.last and d.day not in (select day from changed) and d.currency = $6
     union all
     select (m.at at time zone $3)::date, m.location_id, m.amount, case when m.member_id is null then 0 else m.amount end
     from part cross join lateral (${movedText('part.since', 'part.until')}) m where m.currency = $6)
   select date_trunc('month', day::timestamp)::date as month, location_id as "locationId", sum(revenue)::bigint as revenue,
     sum(with_card)::bigint as "withCard"
   from sold group by 1, 2 order by 1, 2`,
);
const buyers = statement(
  'purchase-figures-buyers',
  `select count(distinct p.member_id) as members from purchases p
   where p.purchased_at >= $1 and p.purchased_at < $2 and ($3::uuid[] is null or p.location_id = any($3))`,
);
// Of the summed days a member counts on the first one. No day if one of them has changed.
const buyersOfDays = statement(
  'purchase-figures-buyers-of-days',
  `with ${span}
   select case when span.last >= span.first and not exists (select from changed) then span.last end as last,
     (select coalesce(sum(b.members), 0)::bigint from buyer_spans b
      where b.location_id = $6 and b.day between span.first and span.last and b.day_before < span.first) as members
   from span`,
);
// Nobody is counted twice: of the rest, who is on none of the summed days. A statement of its own, with values that PostgreSQL
// knows: as it guesses at those of a row, it would read every purchase.
const buyersOfRest = statement(
  'purchase-figures-buyers-of-rest',
  `select count(distinct p.member_id) as members from purchases p
   where p.purchased_at >= $1 and p.purchased_at < $2
     and ($3::uuid = '${clubwide}' or p.location_id = $3) and p.member_id is not null
     and not exists (
       select from buyer_days b where b.location_id = $3 and b.member_id = p.member_id and b.day between $4::date and $5::date)`,
);

/** The locations; null for the whole club. */
type Within = readonly string[] | null;

/** Where, and the zone of the club's calendar. */
interface Terms {
  readonly within: Within;
  readonly zone: string;
}

/** Sales of the club or some locations, for overviews and reports. */
@Injectable()
export class PurchaseFigures {
  constructor(private readonly transactions: Transactions) {}

  /** By currency, from `from` until before `until`. */
  async sales(from: Instant, until: Instant, terms: Terms): Promise<SalesRow[]> {
    return this.transactions.query(sales, [...spanOf(from, until, terms.zone), terms.within]);
  }

  /** By month and location, in one currency; months without sales or returns are missing. */
  async cardShares(
    from: Instant,
    until: Instant,
    { zone, currency }: { zone: string; currency: string },
  ): Promise<CardShareRow[]> {
    return this.transactions.query(cardShares, [...spanOf(from, until, zone), currency]);
  }

  /** By week (Monday) or month of the zone's calendar; periods without sales or returns are missing. */
  async salesByPeriod(
    from: Instant,
    until: Instant,
    terms: Terms & { grain: 'day' | 'week' | 'month'; currency: string },
  ): Promise<SalesPeriodRow[]> {
    const days = spanOf(from, until, terms.zone);
    return this.transactions.query(salesByPeriod, [...days, terms.within, terms.grain, terms.currency]);
  }

  /** Members with at least one purchase. */
  async buyers(from: Instant, until: Instant, { within, zone }: Terms): Promise<number> {
    // Members of several locations are not the sum of those of each, and days count as a whole.
    const [location, ...others] = within ?? [clubwide];
    const isMidnight = startOfDate(localDateOf(from, zone), zone) === from;
    if (location !== undefined && others.length === 0 && isMidnight) {
      const summed = await this.#summedBuyers(from, until, zone, location);
      if (summed !== null) return summed;
    }
    const values = [isoOf(from), isoOf(until), within] as const;
    const [row] = await this.transactions.query(buyers, values);
    return row?.members ?? 0;
  }

  /** Null if days in between are not summed up. From one moment, so that no purchase falls between the two parts. */
  async #summedBuyers(from: Instant, until: Instant, zone: string, location: string): Promise<number | null> {
    const span = spanOf(from, until, zone);
    return this.transactions.run(async () => {
      await this.transactions.lookFromOneMoment();
      const [days] = await this.transactions.query(buyersOfDays, [...span, location]);
      if (!days || days.last === null) return null;
      const rest = startOfDate(Temporal.PlainDate.from(days.last).add({ days: 1 }), zone);
      const values = [isoOf(rest), isoOf(until), location, span[3], days.last] as const;
      const [others] = await this.transactions.query(buyersOfRest, values);
      return (days.members ?? 0) + (others?.members ?? 0);
    });
  }
}
