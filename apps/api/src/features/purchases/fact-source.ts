import { newestForHome } from '@regulars/loyalty';
import type { FactSource } from '../facts/index.ts';

const largest = Number.MAX_SAFE_INTEGER;

/** Whether a purchase was fully returned. Then it does not count. */
export const whollyReturned = (purchase: string): string => `(${purchase}.returned_gross = ${purchase}.gross
  and exists (select from purchase_returns r where r.purchase_id = ${purchase}.id and r.reversed_at is null)
  and not exists (select from purchase_lines l where l.purchase_id = ${purchase}.id and l.returned < l.quantity))`;

/**
 * What is left of a purchase in the reporting currency, like `spentAfterReturns` in loyalty; null while there
 * is no rate.
 */
export const spent = (purchase: string): string => `case
  when ${purchase}.returned_gross = 0 or ${purchase}.reporting_gross is null then ${purchase}.reporting_gross
  when ${purchase}.gross = 0 then 0
  else round(${purchase}.reporting_gross::numeric * (${purchase}.gross - ${purchase}.returned_gross) / ${purchase}.gross) end`;

/** Events that change what members bought. */
export const boughtEvents = [
  'purchase.recorded',
  'purchase.returned',
  'purchase.claimed',
  'return.reversed',
] as const;

/**
 * Of purchases that were not fully returned. A visit is a day in the club's calendar with at least one of them.
 */
export const purchaseFacts: FactSource = {
  name: 'purchases',
  columns: [
    'purchases',
    'spend',
    'unconverted',
    'first_purchase_at',
    'last_purchase_at',
    'visits',
    'home_location_id',
  ],
  events: boughtEvents,
  // Set by set instead of member by member, because the check reads all members without an index.
  select: ({ members, zone }) => `
    with kept as (
      select p.member_id, p.location_id, p.purchased_at, (p.purchased_at at time zone ${zone})::date as day, ${spent('p')} as spent,
        p.reporting_gross is null as unconverted,
        row_number() over (partition by p.member_id order by p.purchased_at desc, p.id desc) as newest
      from purchases p where p.member_id = any(${members}) and not ${whollyReturned('p')}
    ), homes as (
      select distinct on (member_id) member_id, location_id
      from (
        select member_id, location_id, count(distinct day) as days, max(purchased_at) as last
        from kept where newest <= ${newestForHome} group by member_id, location_id
      ) lately order by member_id, days desc, last desc, location_id
    )
    select sums.*, homes.location_id as home_location_id
    from (
      select member_id, count(*) as purchases, least(coalesce(sum(spent), 0), ${largest})::bigint as spend,
        count(*) filter (where unconverted) as unconverted, min(purchased_at) as first_purchase_at,
        max(purchased_at) as last_purchase_at, count(distinct day) as visits
      from kept group by member_id
    ) sums left join homes on homes.member_id = sums.member_id`,
};
