-- A return was a mistake: the vouchers are used. The caller has locked them, and they were free.
create or replace function vouchers_redo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update voucher_uses u set given_back = false
  from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid) where u.purchase_id = n.purchase_id and u.voucher_id = n.id;
  update vouchers v set state = 'used', used_at = n.used_at, used_location_id = n.location_id, held_by = null, held_until = null
  from jsonb_to_recordset(rows) as n(id uuid, used_at timestamptz, location_id uuid) where v.id = n.id;
end $$;
