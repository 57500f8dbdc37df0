-- A birthday as it is stored: a day of the year 4 has no year. That year has a 29 February.
create or replace function birthday_day(said text) returns date language sql stable as $$
  select replace(said, '--', '0004-')::date
$$;
