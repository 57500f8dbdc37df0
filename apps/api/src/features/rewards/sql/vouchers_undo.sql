-- Everything was returned: the vouchers can be used again, once. One whose time is over gives its points back.
create or replace function vouchers_undo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update voucher_uses u set given_back = true
  from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid) where u.purchase_id = n.purchase_id and u.voucher_id = n.id;
  update vouchers v set state = 'issued', used_at = null, used_location_id = null
  from jsonb_to_recordset(rows) as n(id uuid) where v.id = n.id and v.state = 'used';
end $$;
