create or replace function active_card(wanted uuid) returns table (id uuid, number text, status text, reference text) language sql stable as $$
  select c.id, c.number::text, c.status, c.reference from cards c
  where c.member_id = wanted and c.status = 'active' order by c.issued_at desc, c.id desc limit 1
$$;
