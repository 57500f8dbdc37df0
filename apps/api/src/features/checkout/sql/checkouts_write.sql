-- The purchases of checkouts.
create or replace function checkouts_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update checkouts c set state = 'completed', version = c.version + 1, purchase_id = n.purchase_id
  from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid) where c.id = n.id;
end $$;
