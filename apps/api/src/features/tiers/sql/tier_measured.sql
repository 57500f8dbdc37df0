-- What is compared with the thresholds of tiers where it is not status credit in a period of all members. `measure` says
-- by what the club decides, and whether each member has an own year; `tier_year` says what the two moments mean
-- then. With `ahead`, the balance is the one that will be left when the period ends.
create or replace function tier_measured(member uuid, counts_from timestamptz, counts_until timestamptz, measure jsonb)
returns bigint language sql stable as $$
  select case
    when measure ? 'ownYears' then tier_measured_in_year(member, counts_from, counts_until, measure)
    when measure ? 'ahead' and measure->>'by' = 'balance' then points_ahead(member, counts_until)
    when measure->>'by' = 'balance' then available_points(member)
    when measure->>'by' = 'visits' then sale_visits(member, counts_from, counts_until, measure->>'zone')
  end
$$;
