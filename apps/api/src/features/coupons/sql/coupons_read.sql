-- The coupons that a checkout asks for, as they are now, each with one use reserved of its limit. The wallet is locked, so
-- nothing else of this member counts now. Coupons lock by id.
create or replace function coupons_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  reserved jsonb;
begin
  if not sales @? '$[*].asks.coupons[*]' then
    return null;
  end if;
  -- A coupon without a limit counts too, so that a later limit knows what was used.
  select reserve_budgets(jsonb_agg(jsonb_build_object('place', 0, 'budget_id', c.id, 'per', 'total', 'period_from', '-infinity',
    'points', coalesce((c.terms #>> '{limits,total}')::bigint, 1000000000000), 'most', 1)), locked)::jsonb
  into reserved from coupons c
  where c.id in (select (asked.coupon->>'id')::uuid from jsonb_array_elements(sales) sale(sent),
    jsonb_array_elements(sale.sent #> '{asks,coupons}') asked(coupon));
  -- A statement of its own: it sees what was counted and changed while this waited.
  return (
    select jsonb_object_agg(told.index, told.coupons) from (
      select n.index, jsonb_agg(jsonb_build_object('id', c.id, 'version', c.version, 'left', held.free, 'part', held.part, 'limits', c.terms->'limits',
        'ofMember', (select count(*) from coupon_redemptions r where r.coupon_id = c.id and r.member_id = n."memberId" and r.state = 'redeemed'),
        'ofMemberToday', (select count(*) from coupon_redemptions r where r.coupon_id = c.id and r.member_id = n."memberId" and r.state = 'redeemed'
          and r.local_day = (asked.coupon->>'localDay')::date),
        'asked', asked.coupon) order by c.id) as coupons
      from jsonb_to_recordset(sales) as n(index int, "memberId" uuid, asks jsonb)
      cross join lateral jsonb_array_elements(n.asks->'coupons') asked(coupon)
      join coupons c on c.id = (asked.coupon->>'id')::uuid
      join lateral (select (r.each->>'left')::bigint as free, (r.each->>'shard')::int as part
        from jsonb_array_elements(reserved) r(each) where (r.each->>'budgetId')::uuid = c.id) held on true
      where n.asks ? 'coupons' group by n.index) told);
end $$;
