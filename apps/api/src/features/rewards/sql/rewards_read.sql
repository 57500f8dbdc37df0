-- The rewards that a sale redeemed just before, in its transaction: what was asked says all.
create or replace function rewards_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  if not sales @? '$[*].asks.rewards[*]' then
    return null;
  end if;
  return (
    select jsonb_object_agg(n.index, n.asks->'rewards') from jsonb_to_recordset(sales) as n(index int, asks jsonb) where n.asks ? 'rewards');
end $$;
