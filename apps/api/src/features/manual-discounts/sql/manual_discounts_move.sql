-- Returns of whole purchases end what was taken off; a return that was a mistake restores it. `ended_at` is null then.
create or replace function manual_discounts_move(rows jsonb) returns void language sql volatile
  set enable_hashjoin = off set enable_mergejoin = off as $$
  update manual_discounts d set ended_at = n.ended_at
  from jsonb_to_recordset(rows) as n(id uuid, ended_at timestamptz) where d.id = n.id
$$;
