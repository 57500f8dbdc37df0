-- A return was a mistake: the codes are used, unless another purchase has used them since.
create or replace function coupon_codes_redo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform from coupon_codes c where c.id in (select n.id from jsonb_to_recordset(rows) as n(id uuid)) order by c.id for update;
  delete from coupon_code_returns r using jsonb_to_recordset(rows) as n(id uuid, purchase_id uuid)
  where r.code_id = n.id and r.purchase_id = n.purchase_id;
  update coupon_codes c set used_at = n.used_at, purchase_id = n.purchase_id
  from jsonb_to_recordset(rows) as n(id uuid, used_at timestamptz, purchase_id uuid) where c.id = n.id and c.used_at is null;
end $$;
