-- Takes a piece for each row: a reward, and the location where the piece lies, if the reward keeps its stock by location.
-- False, without a change, if one of them has too few. Locks rewards by id; their locations change only under this lock.
create or replace function take_reward_stock(wanted jsonb, at timestamptz) returns boolean language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from rewards r where r.stock is not null
    and r.id in (select n.reward_id from jsonb_to_recordset(wanted) as n(reward_id uuid)) order by r.id for no key update;
  if not found then
    return true;
  end if;
  if exists (
    select from (select n.reward_id, n.location_id, count(*) as pieces from jsonb_to_recordset(wanted) as n(reward_id uuid, location_id uuid) group by 1, 2) n
    where reward_stock_left(n.reward_id, n.location_id, at) < n.pieces
  ) then
    return false;
  end if;
  update reward_stocks s set stock = s.stock - n.pieces
  from (select n.reward_id, n.location_id, count(*) as pieces from jsonb_to_recordset(wanted) as n(reward_id uuid, location_id uuid) group by 1, 2) n
  where s.reward_id = n.reward_id and s.location_id = n.location_id;
  update rewards r set stock = r.stock - n.pieces
  from (select n.reward_id, count(*) as pieces from jsonb_to_recordset(wanted) as n(reward_id uuid) group by 1) n
  where r.id = n.reward_id and r.stock is not null;
  return true;
end $$;
