-- The vouchers that a checkout asks for, locked by id.
create or replace function vouchers_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if not sales @? '$[*].asks.vouchers[*]' then
    return null;
  end if;
  if locked then
    perform from vouchers v where v.id in (
      select n.id from jsonb_array_elements(sales) sale(sent), jsonb_to_recordset(sale.sent #> '{asks,vouchers}') as n(id uuid))
    order by v.id for update;
  end if;
  -- A statement of its own: it sees what changed while this waited.
  return (
    select jsonb_object_agg(told.index, told.vouchers) from (
      select n.index, jsonb_agg(jsonb_build_object('state', v.state, 'redemptionId', v.redemption_id, 'memberId', v.member_id, 'heldBy', v.held_by,
        'heldUntil', (date_part('epoch', v.held_until) * 1000)::bigint, 'expiresAt', (date_part('epoch', v.expires_at) * 1000)::bigint,
        'asked', asked.voucher) order by v.id) as vouchers
      from jsonb_to_recordset(sales) as n(index int, asks jsonb)
      cross join lateral jsonb_array_elements(n.asks->'vouchers') asked(voucher)
      join vouchers v on v.id = (asked.voucher->>'id')::uuid
      where n.asks ? 'vouchers' group by n.index) told);
end $$;
