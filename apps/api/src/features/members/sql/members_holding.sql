-- Active members whose profile holds these fields and attributes.
create or replace function members_holding(fields text[], names text[]) returns setof uuid language sql stable as $$
  select m.id from members m
  where m.status = 'active' and profile_filled(m.first_name, m.last_name, m.phone, m.birthday) @> fields and m.attributes ?& names
$$;
