-- What `tier_measured` says for each of these members, and status credit without a `measure`, in one statement: to look for the
-- year of one member after the other costs most of a review.
create or replace function tier_counted(member_ids uuid[], counts_from timestamptz, counts_until timestamptz, measure jsonb)
returns table (member_id uuid, credit bigint) language plpgsql stable set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if measure is null or (measure ? 'ownYears' and measure->>'by' = 'credit') then
    return query
    select counted.id, greatest(0, coalesce((
      select sum(c.credit) from status_credit c
      where c.member_id = counted.id and c.quarter >= counted.since and c.quarter < counted.until), 0))::bigint
    from (
      select asked.id, counts_from as since, counts_until as until from unnest(member_ids) as asked(id) where measure is null
      union all
      select asked.id, y.year_from, y.year_until from unnest(member_ids) as asked(id)
      cross join lateral tier_year(asked.id, counts_from, counts_until, measure->>'zone') y where measure is not null
    ) counted;
  elsif measure ? 'ownYears' and measure->>'by' = 'visits' then
    return query
    select asked.id, sale_visits(asked.id, y.year_from, y.year_until, measure->>'zone')
    from unnest(member_ids) as asked(id) cross join lateral tier_year(asked.id, counts_from, counts_until, measure->>'zone') y;
  else
    return query
    select asked.id, tier_measured(asked.id, counts_from, counts_until, measure) from unnest(member_ids) as asked(id);
  end if;
end $$;
