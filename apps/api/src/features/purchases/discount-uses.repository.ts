import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// What stands of purchases with coupons and offers, and what these took off there. A code that a till redeemed without a purchase
// counts as a use without revenue and channel.
const sums = `count(*) as times, count(distinct u.member_id) as members,
     coalesce(sum(round(p.reporting_gross * k.kept)) filter (where p.reporting_currency = $2), 0)::bigint as revenue,
     coalesce(sum(round(u.discount * k.kept * case when u.currency = $2 then 1
       when p.reporting_currency = $2 and p.gross <> 0 then p.reporting_gross::numeric / p.gross else 0 end)), 0)::bigint as discount,
     coalesce(sum(round(u.points * k.kept)), 0)::bigint as points`;
const redeemed = `from discount_redemptions u left join purchases p on p.id = u.purchase_id
   cross join lateral (
     select case when p.id is null or p.gross = 0 then 1 else (p.gross - p.returned_gross)::numeric / p.gross end as kept
   ) k`;
const uses = statement(
  'discount-use-sums',
  `select u.discount_id as id, ${sums} ${redeemed}
   where u.discount_id = any($1::uuid[]) and u.state = 'redeemed' group by u.discount_id`,
);
const places = statement(
  'discount-uses-by-place',
  `select u.location_id as "locationId", ${sums} ${redeemed}
   where u.discount_id = $1::uuid and u.state = 'redeemed' group by u.location_id order by count(*) desc, u.location_id`,
);
const channels = statement(
  'discount-uses-by-channel',
  `select p.channel, ${sums} ${redeemed}
   where u.discount_id = $1::uuid and u.state = 'redeemed' group by p.channel order by count(*) desc, p.channel`,
);
// Weeks in which nobody redeemed it are there too.
const weeks = statement(
  'discount-uses-by-week',
  `with week as (
     select date_trunc('week', u.local_day)::date as monday, ${sums} ${redeemed}
     where u.discount_id = $1::uuid and u.state = 'redeemed' group by date_trunc('week', u.local_day)
   ), span as (select greatest(min(monday), max(monday) - 7 * ($3::int - 1)) as first, max(monday) as last from week)
   select coalesce(to_char(shown.monday, 'YYYY-MM-DD'), '') as "from", coalesce(w.times, 0) as times, coalesce(w.members, 0) as members,
     coalesce(w.revenue, 0)::bigint as revenue, coalesce(w.discount, 0)::bigint as discount,
     coalesce(w.points, 0)::bigint as points
   from span cross join lateral (select day::date as monday from generate_series(span.first, span.last, interval '7 days') day) shown
   left join week w on w.monday = shown.monday order by shown.monday`,
);

export type DiscountUse = Omit<RowOf<typeof uses>, 'id'>;

const none: DiscountUse = { times: 0, members: 0, revenue: 0, discount: 0, points: 0 };

/** What coupons and offers brought, less returns. Reads only, off the path of sales. */
@Injectable()
export class DiscountUses {
  constructor(private readonly transactions: Transactions) {}

  async of(id: string, currency: string): Promise<DiscountUse> {
    return (await this.ofEach([id], currency))(id);
  }

  /** By the id of the coupon or the offer. */
  async ofEach(ids: readonly string[], currency: string): Promise<(id: string) => DiscountUse> {
    const rows = await this.transactions.query(uses, [ids, currency]);
    const known = new Map(rows.map(({ id, ...sum }) => [id, sum]));
    return (id) => known.get(id) ?? none;
  }

  async byPlace(id: string, currency: string): Promise<RowOf<typeof places>[]> {
    return this.transactions.query(places, [id, currency]);
  }

  async byChannel(id: string, currency: string): Promise<RowOf<typeof channels>[]> {
    return this.transactions.query(channels, [id, currency]);
  }

  /** So many of the latest weeks, the earliest first. */
  async byWeek(id: string, currency: string, most: number): Promise<RowOf<typeof weeks>[]> {
    return this.transactions.query(weeks, [id, currency, most]);
  }
}
