-- The stock at each location; null for a reward with one stock for the club.
create or replace function stocks_of_reward(wanted uuid) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_object('locationId', s.location_id, 'stock', s.stock) order by s.location_id) from reward_stocks s where s.reward_id = wanted
$$;
