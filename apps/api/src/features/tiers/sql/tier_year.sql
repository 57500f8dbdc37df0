-- The year of a member that counts: the one in which `counts_until` lies, or the one before if `counts_from` lies in that
-- or is '-infinity'. `membershipYearAt` says when years begin. `offset 0` keeps PostgreSQL from computing the same days again.
create or replace function tier_year(member uuid, counts_from timestamptz, counts_until timestamptz, zone text)
returns table (year_from timestamptz, year_until timestamptz) language sql stable as $$
  select tier_day_begins(days.day_from, zone), tier_day_begins(days.day_until, zone)
  from (
    select tier_year_day(year.joined, year.place) as day_from, tier_year_day(year.joined, year.place + 1) as day_until
    from (
      select running.joined, running.place - (running.place_asked is null or running.place_asked = running.place - 1)::int as place
      from (
        select day.joined,
          day.years - (tier_year_day(day.joined, day.years) > day.day)::int as place,
          day.years_asked - (tier_year_day(day.joined, day.years_asked) > day.day_asked)::int as place_asked
        from (
          select local.joined, local.day, local.day_asked,
            (extract(year from local.day) - extract(year from local.joined))::int as years,
            (extract(year from local.day_asked) - extract(year from local.joined))::int as years_asked
          from (
            select (p.joined_at at time zone zone)::date as joined, (counts_until at time zone zone)::date as day,
              case when counts_from > '-infinity' then (counts_from at time zone zone)::date end as day_asked
            from member_profile(member) p offset 0
          ) local offset 0
        ) day offset 0
      ) running offset 0
    ) year offset 0
  ) days
$$;
