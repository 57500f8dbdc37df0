-- Gives a redemption the oldest code that its reward has left. The caller has locked the reward and taken one from its stock,
-- which counts these codes.
create or replace function take_partner_code(wanted_redemption uuid, wanted_reward uuid) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  update partner_codes c set redemption_id = wanted_redemption where c.id = (
    select n.id from partner_codes n where n.reward_id = wanted_reward and n.redemption_id is null
    order by n.added_at, n.line, n.id limit 1);
  if not found then
    raise exception 'reward % has no partner code for its stock', wanted_reward;
  end if;
end $$;
