import { fewestGaps } from '@regulars/loyalty';
import type { FactSource } from '../facts/index.ts';
import { boughtEvents, spent, whollyReturned } from './fact-source.ts';
import { remains } from './facts.repository.ts';

const largest = Number.MAX_SAFE_INTEGER;
const weekdays = `array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']`;
const kept = 'l.amount - l.returned_amount';

/** What members buy, where and when, like `habitsOf` in loyalty. */
export const habitFactSource: FactSource = {
  name: 'habits',
  columns: [
    'categories',
    'category_count',
    'favourite_category',
    'locations',
    'channels',
    'favourite_channel',
    'weekdays',
    'favourite_weekday',
    'usual_gap',
  ],
  events: boughtEvents,
  // Set by set instead of member by member, because the check reads all members without an index.
  select: ({ members, zone }) => `
    with kept as (
      select p.id, p.member_id, p.location_id, p.channel, p.purchased_at, (p.purchased_at at time zone ${zone})::date as day,
        ${spent('p')} as spent, p.gross - p.returned_gross as total, coalesce(p.currency = p.reporting_currency, false) as own
      from purchases p where p.member_id = any(${members}) and not ${whollyReturned('p')}
    ), bought as (
      select k.member_id, l.category, k.purchased_at,
        case when k.own then sum(${kept}) when k.spent is null or k.total = 0 then 0
          else round(k.spent::numeric * sum(${kept}) / k.total) end as spend
      from kept k join purchase_lines l on l.purchase_id = k.id and ${remains('l')} where l.category is not null
      group by k.member_id, k.id, k.purchased_at, k.own, k.spent, k.total, l.category
    ), categories as (
      select member_id, category, count(*) as purchases, greatest(least(sum(spend), ${largest}), -${largest})::bigint as spend,
        max(purchased_at) as last
      from bought group by member_id, category
    ), channels as (
      select member_id, channel, count(*) as purchases, max(purchased_at) as last
      from kept where channel is not null group by member_id, channel
    ), days as (
      select member_id, day, day - lag(day) over (partition by member_id order by day) as gap
      from (select distinct member_id, day from kept) visits
    ), weekdays as (
      select member_id, (${weekdays})[extract(isodow from day)::int] as weekday, count(*) as days, max(day) as last
      from days group by 1, 2
    )
    select all_of.member_id, of_category.categories, of_category.category_count, of_category.favourite_category, all_of.locations,
      of_channel.channels, of_channel.favourite_channel, of_weekday.weekdays, of_weekday.favourite_weekday, gaps.usual_gap
    from (select member_id, count(distinct location_id) as locations from kept group by member_id) all_of
    left join (
      select member_id, count(*) as category_count,
        jsonb_object_agg(category, jsonb_build_array(purchases, spend, floor(extract(epoch from last))::bigint)) as categories,
        (array_agg(category order by purchases desc, last desc, category collate "C"))[1] as favourite_category
      from categories group by member_id
    ) of_category on of_category.member_id = all_of.member_id
    left join (
      select member_id, jsonb_object_agg(channel, purchases) as channels,
        (array_agg(channel order by purchases desc, last desc, channel collate "C"))[1] as favourite_channel
      from channels group by member_id
    ) of_channel on of_channel.member_id = all_of.member_id
    left join (
      select member_id, jsonb_object_agg(weekday, days) as weekdays,
        (array_agg(weekday order by days desc, last desc))[1] as favourite_weekday
      from weekdays group by member_id
    ) of_weekday on of_weekday.member_id = all_of.member_id
    left join (
      select member_id, percentile_disc(0.5) within group (order by gap) as usual_gap
      from days group by member_id having count(gap) >= ${fewestGaps}
    ) gaps on gaps.member_id = all_of.member_id`,
};
