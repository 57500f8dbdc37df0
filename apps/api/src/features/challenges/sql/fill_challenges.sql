-- Stores the filled cards in `fills` of each row, and gives their vouchers. Points follow by an event.
create or replace function fill_challenges(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  fills jsonb;
begin
  select jsonb_agg(f.fill) into fills from jsonb_array_elements(rows) r(entry) cross join jsonb_array_elements(r.entry->'fills') f(fill);
  if fills is null then
    return;
  end if;
  insert into challenge_fills (id, challenge_id, challenge_version, member_id, purchase_id, filled_at, period, goal, reward, voucher_id, redemption_id, state)
  select n.id, n.challenge_id, n.challenge_version, n.member_id, n.purchase_id, n.filled_at, n.period, n.goal, n.reward,
    (n.voucher->>'id')::uuid, (n.voucher->>'redemption_id')::uuid, 'given'
  from jsonb_to_recordset(fills) as n(id uuid, challenge_id uuid, challenge_version int, member_id uuid, purchase_id uuid,
    filled_at timestamptz, period text, goal int, reward jsonb, voucher jsonb);
  perform give_badges(badges_of(array(select (f.fill->>'id')::uuid from jsonb_array_elements(fills) f(fill) where f.fill #>> '{reward,kind}' = 'badge')));
  perform give_vouchers(jsonb_path_query_array(fills, '$[*].voucher ? (@ != null)'));
end $$;
