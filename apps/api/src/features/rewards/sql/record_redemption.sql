-- Returns 'recorded', or 'out-of-stock' without writing. Takes one or many redemptions.
-- A process of an earlier version names neither kinds nor what a voucher gives back nor where it is picked up nor the time.
create or replace function record_redemption(document jsonb) returns text language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  wanted jsonb := document->'redemptions';
begin
  if not take_reward_stock((
    select jsonb_agg(jsonb_build_object('reward_id', d.reward_id, 'location_id', v.pick_up_location_id))
    from jsonb_to_recordset(wanted) as d(id uuid, reward_id uuid)
    join jsonb_to_recordset(document->'vouchers') as v(redemption_id uuid, pick_up_location_id uuid) on v.redemption_id = d.id), coalesce((document->>'at')::timestamptz, now()))
  then
    return 'out-of-stock';
  end if;
  perform apply_points(document->'points');
  insert into redemptions (id, member_id, reward_id, reward_version, transaction_id, points, redeemed_at)
  select d.id, d.member_id, d.reward_id, d.reward_version, d.transaction_id, d.points, d.redeemed_at
  from jsonb_to_recordset(wanted) as d(id uuid, member_id uuid, reward_id uuid, reward_version int, transaction_id uuid,
    points bigint, redeemed_at timestamptz);
  insert into vouchers (id, code, redemption_id, member_id, kind, reward_name, picture, to_pay, effect, event, state, issued_at, expires_at, gives_back,
    pick_up_location_id, used_at, used_location_id, used_by)
  select v.id, v.code, v.redemption_id, v.member_id, coalesce(v.kind, 'product'), v.reward_name, v.picture, v.to_pay, v.effect, v.event, v.state, v.issued_at, v.expires_at,
    coalesce(v.gives_back, false),
    v.pick_up_location_id, v.used_at, v.used_location_id, v.used_by
  from jsonb_to_recordset(document->'vouchers') as v(id uuid, code text, redemption_id uuid, member_id uuid, kind text, reward_name jsonb,
    picture text, to_pay jsonb, effect jsonb, event jsonb, state text, issued_at timestamptz, expires_at timestamptz, gives_back boolean, pick_up_location_id uuid, used_at timestamptz, used_location_id uuid,
    used_by text);
  if document->'vouchers' @> '[{"kind": "partner-code"}]' then
    perform take_partner_code(d.id, d.reward_id) from jsonb_to_recordset(wanted) as d(id uuid, reward_id uuid)
    join rewards r on r.id = d.reward_id where r.kind = 'partner-code';
  end if;
  return 'recorded';
end $$;
