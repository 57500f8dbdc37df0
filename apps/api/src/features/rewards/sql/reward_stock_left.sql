-- How many can still be had, at this location where the reward keeps its stock by location. Null for as many as wanted.
-- The one place that knows, without what checkouts hold. Each taking of a piece asks it under the lock of the reward.
create or replace function reward_stock_left(wanted uuid, wanted_location uuid, at timestamptz) returns int language sql stable as $$
  select case when exists (select from reward_stocks s where s.reward_id = r.id)
    -- A process of the version before takes from the sum alone.
    then coalesce((select least(s.stock - held_pieces(r.id, s.location_id, at), r.stock - held_pieces(r.id, null, at)) from reward_stocks s where s.reward_id = r.id and s.location_id = wanted_location), 0)
    else r.stock - held_pieces(r.id, null, at) end
  from rewards r where r.id = wanted
$$;
