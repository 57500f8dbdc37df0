-- Holds pieces of rewards for a checkout: of the stock, and their points. Returns 'held', or 'out-of-stock' without writing. The caller has
-- locked the wallet; rewards are locked by id, as all that take a piece lock them. Holds whose time is over do not count; a job removes them.
create or replace function hold_rewards(document jsonb) returns text language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := (document->>'at')::timestamptz;
begin
  perform from rewards r where r.id in (select n.reward_id from jsonb_to_recordset(document->'holds') as n(reward_id uuid))
  order by r.id for no key update;
  -- A statement of its own: it sees what changed while this waited.
  if exists (
    select from (
      select n.reward_id, n.location_id, count(*) as pieces
      from jsonb_to_recordset(document->'holds') as n(reward_id uuid, location_id uuid) group by 1, 2) n
    where reward_stock_left(n.reward_id, n.location_id, at) < n.pieces
  ) then
    return 'out-of-stock';
  end if;
  perform apply_points(document->'points');
  insert into reward_holds (voucher_id, checkout_id, reward_id, member_id, location_id, points_hold_id, held_until)
  select n.voucher_id, n.checkout_id, n.reward_id, n.member_id, n.location_id, n.points_hold_id, n.held_until
  from jsonb_to_recordset(document->'holds') as n(voucher_id uuid, checkout_id uuid, reward_id uuid, member_id uuid, location_id uuid,
    points_hold_id uuid, held_until timestamptz);
  return 'held';
end $$;
