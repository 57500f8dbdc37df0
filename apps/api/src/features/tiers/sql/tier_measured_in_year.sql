-- What is compared with the thresholds of tiers where each member has an own year.
create or replace function tier_measured_in_year(member uuid, counts_from timestamptz, counts_until timestamptz, measure jsonb)
returns bigint language sql stable as $$
  select case measure->>'by'
    when 'balance' then case when measure ? 'ahead' then points_ahead(member, y.year_until) else available_points(member) end
    when 'visits' then sale_visits(member, y.year_from, y.year_until, measure->>'zone')
    when 'credit' then greatest(0, coalesce((select sum(c.credit) from status_credit c
      where c.member_id = member and c.quarter >= y.year_from and c.quarter < y.year_until), 0))::bigint
  end
  from tier_year(member, counts_from, counts_until, measure->>'zone') y
$$;
