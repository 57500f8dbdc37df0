-- The points that a member can spend, as booked.
create or replace function available_points(member uuid) returns bigint language sql stable as $$
  select coalesce((select w.available from wallets w where w.member_id = member), 0)
$$;
