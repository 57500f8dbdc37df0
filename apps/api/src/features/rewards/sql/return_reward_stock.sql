-- Gives the piece of a redemption back to the stock that it came from. One of a reward that has its stock by location since then
-- goes nowhere: nobody knows where it lies.
create or replace function return_reward_stock(wanted_redemption uuid) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  wanted_reward uuid;
  wanted_location uuid;
begin
  select r.id, v.pick_up_location_id into wanted_reward, wanted_location
  from redemptions d join vouchers v on v.redemption_id = d.id join rewards r on r.id = d.reward_id
  where d.id = wanted_redemption and r.stock is not null for no key update of r;
  if wanted_reward is null then
    return;
  end if;
  if exists (select from reward_stocks s where s.reward_id = wanted_reward) then
    if wanted_location is null then
      return;
    end if;
    insert into reward_stocks as s (reward_id, location_id, stock) values (wanted_reward, wanted_location, 1)
    on conflict (reward_id, location_id) do update set stock = s.stock + 1;
  end if;
  update rewards r set stock = r.stock + 1 where r.id = wanted_reward;
end $$;
