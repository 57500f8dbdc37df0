-- The offers that a checkout asks for, as they are now, each with one use reserved of its limit. One of which the member is
-- held out reserves nothing. The wallet is locked, so nothing else of this member counts now. Offers lock by id.
create or replace function offers_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  reserved jsonb;
begin
  if not sales @? '$[*].asks.offers[*]' then
    return null;
  end if;
  -- An offer without a limit counts too, so that a later limit knows what was used.
  select reserve_budgets(jsonb_agg(jsonb_build_object('place', 0, 'budget_id', o.id, 'per', 'total', 'period_from', '-infinity',
    'points', coalesce((o.terms #>> '{limits,total}')::bigint, 1000000000000), 'most', 1)), locked)::jsonb
  into reserved from offers o
  where o.id in (select (asked.offer->>'id')::uuid from jsonb_array_elements(sales) sale(sent),
    jsonb_array_elements(sale.sent #> '{asks,offers}') asked(offer) where not (asked.offer->>'heldOut')::boolean);
  -- A statement of its own: it sees what was counted and changed while this waited.
  return (
    select jsonb_object_agg(told.index, told.offers) from (
      select n.index, jsonb_agg(jsonb_build_object('id', o.id, 'version', o.version, 'left', held.free, 'part', held.part, 'limits', o.terms->'limits',
        'ofMember', (select count(*) from offer_redemptions r where r.offer_id = o.id and r.member_id = n."memberId" and r.state = 'redeemed'),
        'ofMemberToday', (select count(*) from offer_redemptions r where r.offer_id = o.id and r.member_id = n."memberId" and r.state = 'redeemed'
          and r.local_day = (asked.offer->>'localDay')::date),
        'asked', asked.offer) order by o.id) as offers
      from jsonb_to_recordset(sales) as n(index int, "memberId" uuid, asks jsonb)
      cross join lateral jsonb_array_elements(n.asks->'offers') asked(offer)
      join offers o on o.id = (asked.offer->>'id')::uuid
      left join lateral (select (r.each->>'left')::bigint as free, (r.each->>'shard')::int as part
        from jsonb_array_elements(reserved) r(each) where (r.each->>'budgetId')::uuid = o.id) held on true
      where n.asks ? 'offers' group by n.index) told);
end $$;
