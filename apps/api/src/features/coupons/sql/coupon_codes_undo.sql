-- Everything was returned: the codes can be used again, once.
create or replace function coupon_codes_undo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform from coupon_codes c where c.id in (select n.id from jsonb_to_recordset(rows) as n(id uuid)) order by c.id for update;
  insert into coupon_code_returns (purchase_id, code_id)
  select c.purchase_id, c.id from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid)
  join coupon_codes c on c.id = n.id and c.purchase_id = n.purchase_id
  on conflict do nothing;
  update coupon_codes c set used_at = null, purchase_id = null
  from jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid) where c.id = n.id and c.purchase_id = n.purchase_id;
end $$;
