-- What is compared with the thresholds of tiers where it is not status credit. `measure` says by what the club decides.
create or replace function tier_measured(member uuid, counts_from timestamptz, counts_until timestamptz, measure jsonb)
returns bigint language sql stable as $$
  select case measure->>'by'
    when 'balance' then available_points(member)
    when 'visits' then sale_visits(member, counts_from, counts_until, measure->>'zone')
  end
$$;
