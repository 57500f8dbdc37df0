-- The year of a member that counts, in milliseconds; null if there is no such member, or one period counts for all members.
create or replace function tier_year_json(member uuid, counts_from timestamptz, counts_until timestamptz, measure jsonb)
returns json language sql stable as $$
  select case when measure ? 'ownYears' then (
    select json_build_object('from', (date_part('epoch', y.year_from) * 1000)::bigint, 'until', (date_part('epoch', y.year_until) * 1000)::bigint)
    from tier_year(member, counts_from, counts_until, measure->>'zone') y) end
$$;
