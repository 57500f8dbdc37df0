create or replace function member_status(wanted uuid) returns text language sql stable as $$
  select status from members where id = wanted
$$;
