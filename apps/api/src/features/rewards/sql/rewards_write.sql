-- Keeps with which purchase rewards were redeemed. The redemption has written everything else.
create or replace function rewards_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update redemptions d set purchase_id = n.purchase_id from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid) where d.id = n.id;
end $$;
