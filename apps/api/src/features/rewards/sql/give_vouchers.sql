-- Vouchers that cost no points, as `giveVoucher` makes them. Neither stock nor limit of the reward counts them.
-- A process of the version before kinds names none.
create or replace function give_vouchers(given jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  insert into redemptions (id, member_id, reward_id, reward_version, points, redeemed_at)
  select g.redemption_id, g.member_id, g.reward_id, g.reward_version, 0, g.issued_at
  from jsonb_to_recordset(given) as g(redemption_id uuid, member_id uuid, reward_id uuid, reward_version int, issued_at timestamptz);
  insert into vouchers (id, code, redemption_id, member_id, kind, reward_name, picture, effect, event, state, issued_at, expires_at, gives_back, pick_up_location_id)
  select g.id, g.code, g.redemption_id, g.member_id, coalesce(g.kind, 'product'), g.reward_name, g.picture, g.effect, g.event, 'issued', g.issued_at, g.expires_at,
    coalesce(g.gives_back, false), g.pick_up_location_id
  from jsonb_to_recordset(given) as g(id uuid, code text, redemption_id uuid, member_id uuid, kind text, reward_name jsonb, picture text, effect jsonb, event jsonb,
    issued_at timestamptz, expires_at timestamptz, gives_back boolean, pick_up_location_id uuid);
end $$;
