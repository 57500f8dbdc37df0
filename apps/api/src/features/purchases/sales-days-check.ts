import { movedText } from './moved-text.ts';

const state = `state as (select zone, made_until from day_sums where kind = 'sales' and made_until is not null)`;
const sound = `day <= state.made_until and day not in (select day from day_sums_due where kind = 'sales')`;

/** Of each day that is summed up and did not change since. Checked by `npm run club -- verify`. */
export const salesDaysChecks = [
  {
    what: 'The sales of each day are those of its purchases and returns',
    faults: `
      with ${state},
        truth as (
          select (m.at at time zone state.zone)::date as day, m.location_id, m.currency, sum(m.purchases)::bigint as purchases,
            sum(m.amount)::bigint as revenue, coalesce(sum(m.amount) filter (where m.member_id is not null), 0)::bigint as with_card
          from state cross join lateral (${movedText(`'-infinity'`, `'infinity'`)}) m group by 1, 2, 3)
      select null::uuid as member_id, format('%s: %s, right is %s', day, row(d.purchases, d.revenue, d.with_card),
        row(t.purchases, t.revenue, t.with_card)) as why
      from sales_days d full join truth t using (day, location_id, currency), state
      where ${sound} and row(d.purchases, d.revenue, d.with_card) is distinct from row(t.purchases, t.revenue, t.with_card)`,
  },
  {
    what: 'The buyers of each day are those of its purchases',
    faults: `
      with ${state},
        days as (
          select distinct place.location_id, p.member_id, (p.purchased_at at time zone state.zone)::date as day
          from state, purchases p cross join lateral (
            values (p.location_id), ('00000000-0000-0000-0000-000000000000'::uuid)) place(location_id)
          where p.member_id is not null),
        truth as (
          select location_id, member_id, day,
            coalesce(lag(day) over (partition by location_id, member_id order by day), '-infinity') as day_before
          from days),
        spans as (select location_id, day, day_before, count(*) as members from truth group by 1, 2, 3)
      select b.member_id, format('%s: after %s, right is %s', day, b.day_before, t.day_before) as why
      from buyer_days b full join truth t using (location_id, member_id, day), state
      where ${sound} and b.day_before is distinct from t.day_before
        and not exists (select from day_sums_due where kind = 'sales')
      union all
      select null, format('%s after %s: %s, right is %s', day, day_before, s.members, t.members)
      from buyer_spans s full join spans t using (location_id, day, day_before), state
      where ${sound} and s.members is distinct from t.members and not exists (select from day_sums_due where kind = 'sales')`,
  },
];
