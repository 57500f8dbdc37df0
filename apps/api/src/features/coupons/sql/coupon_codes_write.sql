-- Codes that were used: by a sale, or by a till that redeemed one without a purchase.
create or replace function coupon_codes_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update coupon_codes c set used_at = n.used_at, purchase_id = n.purchase_id, redemption_id = n.redemption_id, held_by = null, held_until = null
  from jsonb_to_recordset(rows) as n(id uuid, used_at timestamptz, purchase_id uuid, redemption_id uuid) where c.id = n.id;
end $$;
