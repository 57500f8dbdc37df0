-- Null if there is no such member. Its caller sets how it is planned.
create or replace function resolve_buyer(code text, id uuid, external_id text) returns uuid language plpgsql stable as $$
begin
  return case
    when code is not null then card_owner(code)
    when id is not null then case when member_status(id) is not null then member_survivor(id) end
    when external_id is not null then member_by_external_id(external_id) end;
end $$;
