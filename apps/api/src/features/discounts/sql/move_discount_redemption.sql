-- Sets the state of a redemption, and counts its use and what it took of a budget again. False if it has this state already. One that
-- counts again does so also beyond a limit or a budget that others have reached.
create or replace function move_discount_redemption(redemption uuid, next_state text) returns boolean language plpgsql volatile as $$
declare
  moved record;
  part record;
begin
  update discount_redemptions r set state = next_state where r.id = redemption and r.state <> next_state
  returning r.discount_id, r.part, r.budget_part, r.discount, r.currency into moved;
  if not found then
    return false;
  end if;
  for part in
    select counted.* from (values
      (1, moved.discount_id, moved.part, 1::bigint),
      (2, discount_budget(moved.discount_id, moved.currency), moved.budget_part, moved.discount)) as counted(place, budget, shard, points)
    where counted.shard is not null order by counted.place
  loop
    if next_state = 'redeemed' then
      perform exceed_budget(part.budget, part.shard, part.points);
    end if;
    perform spend_budgets(jsonb_build_array(jsonb_build_object('budget_id', part.budget, 'per', 'total', 'period_from', '-infinity',
      'shard', part.shard, 'points', case when next_state = 'redeemed' then part.points else -part.points end)));
  end loop;
  return true;
end $$;
