-- The checkout that a sale completes, locked.
create or replace function checkouts_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if not sales @? '$[*].asks.checkout' then
    return null;
  end if;
  if locked then
    perform from checkouts c where c.id in (select (sale.sent #>> '{asks,checkout,id}')::uuid from jsonb_array_elements(sales) sale(sent))
    order by c.id for update;
  end if;
  -- A statement of its own: it sees what changed while this waited.
  return (
    select jsonb_object_agg(n.index, jsonb_build_object('id', c.id, 'version', c.version, 'asked', (n.asks #>> '{checkout,version}')::int, 'state', c.state,
      'expiresAt', (date_part('epoch', c.expires_at) * 1000)::bigint, 'purchaseId', c.purchase_id))
    from jsonb_to_recordset(sales) as n(index int, asks jsonb)
    join checkouts c on c.id = (n.asks #>> '{checkout,id}')::uuid);
end $$;
