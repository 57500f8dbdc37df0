-- Vouchers that lowered the price of a sale.
create or replace function vouchers_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update vouchers v set state = 'used', used_at = n.used_at, used_location_id = n.location_id, held_by = null, held_until = null
  from jsonb_to_recordset(rows) as n(id uuid, used_at timestamptz, location_id uuid) where v.id = n.id;
  insert into voucher_uses (purchase_id, voucher_id, discount)
  select n.purchase_id, n.id, n.discount from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid, discount bigint);
end $$;
