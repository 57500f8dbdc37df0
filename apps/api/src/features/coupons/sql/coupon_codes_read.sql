-- The unique codes that a checkout asks for, locked by id.
create or replace function coupon_codes_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if not sales @? '$[*].asks.codes[*]' then
    return null;
  end if;
  if locked then
    perform from coupon_codes c where c.id in (
      select n.id from jsonb_array_elements(sales) sale(sent), jsonb_to_recordset(sale.sent #> '{asks,codes}') as n(id uuid))
    order by c.id for update;
  end if;
  -- A statement of its own: it sees what changed while this waited.
  return (
    select jsonb_object_agg(told.index, told.codes) from (
      select n.index, jsonb_agg(jsonb_build_object('used', c.used_at is not null, 'heldBy', c.held_by,
        'heldUntil', (date_part('epoch', c.held_until) * 1000)::bigint, 'expiresAt', (date_part('epoch', c.expires_at) * 1000)::bigint, 'asked', asked.code) order by c.id) as codes
      from jsonb_to_recordset(sales) as n(index int, asks jsonb)
      cross join lateral jsonb_array_elements(n.asks->'codes') asked(code)
      join coupon_codes c on c.id = (asked.code->>'id')::uuid
      where n.asks ? 'codes' group by n.index) told);
end $$;
