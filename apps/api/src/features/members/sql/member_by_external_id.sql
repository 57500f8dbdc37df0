create or replace function member_by_external_id(wanted text) returns uuid language sql stable as $$
  select member_survivor(id) from members where external_id = wanted
$$;
