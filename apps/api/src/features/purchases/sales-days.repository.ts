import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { DaySums, type Summer } from '../club/index.ts';
import { movedText } from './moved-text.ts';
import { statement } from './statements.ts';

const first = statement(
  'sales-days-first',
  `select (least((select min(purchased_at) from purchases), (select min(returned_at) from purchase_returns)) at time zone $1)::date as day`,
);
const removeSums = statement('sales-days-remove', 'delete from sales_days where day = any($1::date[])');
const sumUp = statement(
  'sales-days-sum-up',
  `insert into sales_days (day, location_id, currency, purchases, revenue, with_card)
   select d.day, m.location_id, m.currency, sum(m.purchases), sum(m.amount), coalesce(sum(m.amount) filter (where m.member_id is not null), 0)
   from unnest($1::date[]) d(day)
   cross join lateral (${movedText('d.day::timestamp at time zone $2', '(d.day + 1)::timestamp at time zone $2')}) m
   group by 1, 2, 3`,
);

const clubwide = '00000000-0000-0000-0000-000000000000';
/** Members with a purchase on these days, by location. */
const bought = `
  select distinct place.location_id, p.member_id, d.day
  from unnest($1::date[]) d(day)
  join purchases p on p.purchased_at >= d.day::timestamp at time zone $2 and p.purchased_at < (d.day + 1)::timestamp at time zone $2
  cross join lateral (values (p.location_id), ('${clubwide}'::uuid)) place(location_id)
  where p.member_id is not null`;
// A day before that is not known says that a row is new or goes away.
const doubt = statement(
  'buyer-days-doubt',
  `with bought as materialized (${bought})
   update buyer_days b set day_before = null
   where b.day = any($1::date[])
     and not exists (select from bought w where w.location_id = b.location_id and w.member_id = b.member_id and w.day = b.day)`,
);
const add = statement(
  'buyer-days-add',
  `insert into buyer_days (location_id, member_id, day) ${bought} on conflict do nothing`,
);
/** The next day of a member has another day before it now. */
const doubtNext = statement(
  'buyer-days-doubt-next',
  `update buyer_days n set day_before = null
   from buyer_days b cross join lateral (
     select x.day from buyer_days x where x.location_id = b.location_id and x.member_id = b.member_id and x.day > b.day
     order by x.day limit 1) next
   where b.day_before is null and b.day = any($1::date[])
     and n.location_id = b.location_id and n.member_id = b.member_id and n.day = next.day`,
);
const remove = statement(
  'buyer-days-remove',
  `with bought as materialized (${bought})
   delete from buyer_days b where b.day = any($1::date[]) and b.day_before is null
     and not exists (select from bought w where w.location_id = b.location_id and w.member_id = b.member_id and w.day = b.day)`,
);
const learn = statement(
  'buyer-days-learn',
  `with learned as (
     update buyer_days b set day_before = coalesce((
       select max(x.day) from buyer_days x where x.location_id = b.location_id and x.member_id = b.member_id and x.day < b.day), '-infinity')
     where b.day_before is null returning b.day)
   select distinct day from learned`,
);
const removeSpans = statement('buyer-spans-remove', 'delete from buyer_spans where day = any($1::date[])');
const countSpans = statement(
  'buyer-spans-count',
  `insert into buyer_spans (location_id, day, day_before, members)
   select location_id, day, day_before, count(*) from buyer_days where day = any($1::date[]) group by 1, 2, 3`,
);
const clearSums = statement('sales-days-clear', 'delete from sales_days');
const clearDays = statement('buyer-days-clear', 'delete from buyer_days');
const clearSpans = statement('buyer-spans-clear', 'delete from buyer_spans');

/** Sales and buyers by local day. */
@Injectable()
export class SalesDays implements Summer {
  readonly kind = 'sales';

  constructor(
    private readonly transactions: Transactions,
    sums: DaySums,
  ) {
    sums.register(this);
  }

  async firstDay(zone: string): Promise<string | null> {
    return (await this.transactions.query(first, [zone]))[0]?.day ?? null;
  }

  async make(days: readonly string[], zone: string): Promise<void> {
    await this.transactions.query(removeSums, [days]);
    await this.transactions.query(sumUp, [days, zone]);
    await this.transactions.query(doubt, [days, zone]);
    await this.transactions.query(add, [days, zone]);
    await this.transactions.query(doubtNext, [days]);
    await this.transactions.query(remove, [days, zone]);
    const learned = await this.transactions.query(learn);
    const touched = [...new Set([...days, ...learned.map(({ day }) => day)])];
    await this.transactions.query(removeSpans, [touched]);
    await this.transactions.query(countSpans, [touched]);
  }

  async clear(): Promise<void> {
    for (const each of [clearSums, clearDays, clearSpans]) await this.transactions.query(each);
  }
}
