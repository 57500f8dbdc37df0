-- The day on which a membership year begins, that many years after joining: 1 March where there is no 29 February.
create or replace function tier_year_day(joined date, years int) returns date language sql immutable as $$
  select (joined + make_interval(years => years))::date
    + (extract(day from joined + make_interval(years => years)) <> extract(day from joined))::int
$$;
