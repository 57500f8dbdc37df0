import type { InterestSourceOf } from './interest-sources.ts';

/**
 * What was observed of the members `$1`, by source and interest: how often, when last, and how strong it was then. `$2` are the
 * sources that are asked, `$3` their half-lives in days. What a member blocked or let forget does not count.
 */
export const observedText = (sources: readonly InterestSourceOf[]): string => `
  with seen as (${sources.map(seenBy).join(' union all ')}),
  goods as (
    select g.sku, g.category, interests_of_goods(g.sku, g.category) as interests
    from (select distinct sku, category from seen where interests is null) g),
  about as (
    select distinct s.member_id, s.source, s.ref, s.at, i.interest
    from seen s left join goods g on s.interests is null and g.sku = s.sku and g.category = s.category
      cross join lateral unnest(coalesce(s.interests, g.interests)) as i(interest)),
  kept as (
    select a.*, max(a.at) over (partition by a.member_id, a.source, a.interest) as last
    from about a left join interest_choices c on c.member_id = a.member_id and c.interest = a.interest
    where c.blocked_at is null and (c.forgotten_until is null or a.at > c.forgotten_until))
  select k.member_id as "memberId", k.interest, k.source, max(k.at) as at, count(*) as times,
    round(sum(coalesce(power(2, - extract(epoch from k.last - k.at)::double precision / 86400 / h.days), 1))::numeric, 9)::double precision
      as strength
  from kept k join unnest($2::text[], $3::int[]) as h(source, days) on h.source = k.source
  group by k.member_id, k.interest, k.source`;

// Of the same goods in many purchases, what they are about is asked once.
const seenBy = (source: InterestSourceOf): string => `
  select ${source.name}.member_id, '${source.name}' as source, ${source.name}.ref, ${source.name}.at, coalesce(${source.name}.sku, '') as sku,
    coalesce(${source.name}.category, '') as category, ${source.name}.interests
  from (${source.select('$1::uuid[]')}) ${source.name} where '${source.name}' = any($2::text[])`;
