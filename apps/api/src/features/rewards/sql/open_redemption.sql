-- The wallet's lock comes first, so that later counts cannot change: two redemptions of one member wait for
-- each other, and `per_member` holds.
create or replace function open_redemption(wanted_reward uuid, redeemer uuid, at timestamptz, all_lots boolean default true) returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  reward jsonb;
  most bigint;
begin
  perform lock_wallets(array[redeemer]);
  select to_jsonb(r) || jsonb_build_object('stocks', stocks_of_reward(r.id)),
    greatest(r.points, (select max((price->>'points')::bigint) from jsonb_array_elements(r.tier_prices) as price))
  into reward, most from rewards r where r.id = wanted_reward;
  return json_build_object(
    'wallets', open_wallets(array[redeemer], at, true, '{}', case when not all_lots then most end),
    'reward', reward,
    'taken', (select count(*) from redemptions d
      where d.reward_id = wanted_reward and d.member_id = redeemer and d.cancelled_at is null and d.transaction_id is not null)
      + (select count(*) from reward_holds h where h.reward_id = wanted_reward and h.member_id = redeemer and h.held_until > at));
end $$;
