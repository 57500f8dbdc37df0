-- Codes that came back with the goods of these purchases and have been used since, with the purchase that did; null for a till that
-- redeemed one without a purchase. They are locked, so that none is used while a return is taken back.
create or replace function coupon_codes_recall(purchases uuid[]) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from coupon_codes c
  where c.id in (select r.code_id from coupon_code_returns r where r.purchase_id = any(purchases)) order by c.id for update;
  return (
    select jsonb_object_agg(told.purchase_id, told.used) from (
      select r.purchase_id, jsonb_agg(jsonb_build_object('id', c.id, 'couponId', c.coupon_id, 'by', c.purchase_id) order by c.id) as used
      from coupon_code_returns r join coupon_codes c on c.id = r.code_id
      where r.purchase_id = any(purchases) and c.used_at is not null group by r.purchase_id) told);
end $$;
