-- The first moment of a local day. PostgreSQL takes the second midnight where a clock change repeats it.
create or replace function tier_day_begins(day date, zone text) returns timestamptz language sql stable as $$
  select case
    when (((day::timestamp at time zone zone) - interval '1 hour') at time zone zone)::date = day
      then (day::timestamp at time zone zone) - interval '1 hour'
    else day::timestamp at time zone zone end
$$;
