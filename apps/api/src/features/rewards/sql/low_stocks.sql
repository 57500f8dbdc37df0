-- Where the stock of a reward is low, and when the club last changed the reward. The location is null where it has one stock for the club.
create or replace function low_stocks(wanted uuid) returns table (location_id uuid, since timestamptz) language sql stable as $$
  select s.location_id, r.updated_at from rewards r join reward_stocks s on s.reward_id = r.id where r.id = wanted and s.stock <= r.low_stock
  union all
  select null, r.updated_at from rewards r
  where r.id = wanted and r.stock <= r.low_stock and not exists (select from reward_stocks s where s.reward_id = r.id)
$$;
