-- What purchases counted, and the cards that they filled with their vouchers.
create or replace function challenges_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  insert into challenge_counts (member_id, challenge_id, purchase_id, counted, reason, purchased_at, location_id, gross, currency, period)
  select n.member_id, n.challenge_id, n.purchase_id, n.counted, n.reason, n.purchased_at, n.location_id, n.gross, n.currency, n.period
  from jsonb_to_recordset(rows) as n(member_id uuid, challenge_id uuid, purchase_id uuid, counted int, reason text,
    purchased_at timestamptz, location_id uuid, gross bigint, currency text, period text);
  insert into challenge_progress as p (member_id, challenge_id, period, counted, used)
  select n.member_id, n.challenge_id, n.period, sum(n.counted), sum(n.used)
  from jsonb_to_recordset(rows) as n(member_id uuid, challenge_id uuid, period text, counted int, used int)
  where n.counted > 0 group by 1, 2, 3
  on conflict (member_id, challenge_id, period) do update set counted = p.counted + excluded.counted, used = p.used + excluded.used;
  perform fill_challenges(rows);
end $$;
