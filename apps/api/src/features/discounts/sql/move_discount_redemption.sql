-- Sets the state of a redemption, and counts its use again. False if it has this state already.
create or replace function move_discount_redemption(redemption uuid, next_state text) returns boolean language plpgsql volatile as $$
declare
  moved record;
begin
  update discount_redemptions r set state = next_state where r.id = redemption and r.state <> next_state
  returning r.discount_id, r.part into moved;
  if not found then
    return false;
  end if;
  perform spend_budgets(jsonb_build_array(jsonb_build_object('budget_id', moved.discount_id, 'per', 'total', 'period_from', '-infinity',
    'shard', moved.part, 'points', case when next_state = 'redeemed' then 1 else -1 end)));
  return true;
end $$;
