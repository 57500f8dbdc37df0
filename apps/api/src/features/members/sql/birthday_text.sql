-- A birthday as everyone reads it: YYYY-MM-DD, or --MM-DD if the year is unknown.
create or replace function birthday_text(day date) returns text language sql stable as $$
  select to_char(day, case when extract(year from day) = 4 then '"--"MM-DD' else 'YYYY-MM-DD' end)
$$;
