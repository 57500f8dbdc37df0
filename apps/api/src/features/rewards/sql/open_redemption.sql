-- The wallet's lock comes first, so that later counts cannot change: two redemptions of one member wait for
-- each other, and `per_member` holds.
create or replace function open_redemption(wanted_reward uuid, redeemer uuid, at timestamptz) returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  wallets json;
begin
  wallets := open_wallets(array[redeemer], at, true, '{}');
  return json_build_object(
    'wallets', wallets,
    'reward', (select to_jsonb(r) || jsonb_build_object('stocks', stocks_of_reward(r.id)) from rewards r where r.id = wanted_reward),
    'taken', (select count(*) from redemptions d
      where d.reward_id = wanted_reward and d.member_id = redeemer and d.cancelled_at is null and d.transaction_id is not null)
      + (select count(*) from reward_holds h where h.reward_id = wanted_reward and h.member_id = redeemer and h.held_until > at));
end $$;
