-- The coupons that a checkout asks for, as they are now, each with one use reserved of its limit, or with what the checkout holds.
-- The wallet is locked, so nothing else of this member counts now. Coupons lock by id.
create or replace function coupons_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  wanted record;
  reserved jsonb := '{}';
begin
  if not sales @? '$[*].asks.coupons[*]' then
    return null;
  end if;
  for wanted in
    -- A coupon without a limit counts too, so that a later limit knows what was used.
    select c.id, asked.at, coalesce((c.terms #>> '{limits,total}')::bigint, 1000000000000) as most
    from (
      select n.id, min(n.at) as at from jsonb_array_elements(sales) sale(sent),
        jsonb_to_recordset(sale.sent #> '{asks,coupons}') as n(id uuid, at timestamptz, hold uuid)
      where n.hold is null group by n.id) asked
    join coupons c on c.id = asked.id order by c.id
  loop
    if locked then
      perform release_expired_coupon(wanted.id, wanted.at);
    end if;
    reserved := reserved || jsonb_build_object(wanted.id, reserve_budgets(jsonb_build_array(jsonb_build_object('place', 0,
      'budget_id', wanted.id, 'per', 'total', 'period_from', '-infinity', 'points', wanted.most, 'most', 1)), locked)->0);
  end loop;
  -- What is held needs no other lock: it was counted when the checkout was reserved.
  if locked then
    perform from coupon_holds h where h.checkout_id in (
      select n.hold from jsonb_array_elements(sales) sale(sent), jsonb_to_recordset(sale.sent #> '{asks,coupons}') as n(hold uuid))
    order by h.checkout_id, h.coupon_id for update;
  end if;
  -- A statement of its own: it sees what was counted and changed while this waited.
  return (
    select jsonb_object_agg(told.index, told.coupons) from (
      select n.index, jsonb_agg(jsonb_build_object('id', c.id, 'version', c.version, 'limits', c.terms->'limits',
        'left', (reserved #>> array[c.id::text, 'left'])::bigint,
        'part', coalesce(h.part, (reserved #>> array[c.id::text, 'shard'])::int),
        'heldDay', h.local_day,
        'ofMember', coupon_uses_of_member(c.id, n."memberId", null, (asked.coupon->>'at')::timestamptz),
        'ofMemberToday', coupon_uses_of_member(c.id, n."memberId", (asked.coupon->>'localDay')::date, (asked.coupon->>'at')::timestamptz),
        'asked', asked.coupon) order by c.id) as coupons
      from jsonb_to_recordset(sales) as n(index int, "memberId" uuid, asks jsonb)
      cross join lateral jsonb_array_elements(n.asks->'coupons') asked(coupon)
      join coupons c on c.id = (asked.coupon->>'id')::uuid
      left join coupon_holds h on h.checkout_id = (asked.coupon->>'hold')::uuid and h.coupon_id = c.id
      where n.asks ? 'coupons' group by n.index) told);
end $$;
