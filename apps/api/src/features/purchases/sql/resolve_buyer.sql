create or replace function resolve_buyer(code text, id uuid, external_id text)
returns table (member_id uuid, member_status text, card_status text) language plpgsql stable rows 1 set plan_cache_mode = force_generic_plan as $$
begin
  if code is not null then
    return query select c.member_id, c.member_status, c.card_status from resolve_card(code) c;
  elsif id is not null then
    return query select id, member_status(id), null::text where member_status(id) is not null;
  elsif external_id is not null then
    return query select m, member_status(m), null::text from member_by_external_id(external_id) m where m is not null;
  end if;
end $$;
