-- Sets what purchases count now, and moves the progress of their members by `more` and `used`, which may be negative.
create or replace function move_challenge_counts(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  update challenge_counts c set counted = n.counted
  from jsonb_to_recordset(rows) as n(member_id uuid, challenge_id uuid, purchase_id uuid, counted int)
  where c.member_id = n.member_id and c.challenge_id = n.challenge_id and c.purchase_id = n.purchase_id;
  update challenge_progress p set counted = p.counted + n.more, used = p.used + n.used
  from (
    select m.member_id, m.challenge_id, m.period, sum(m.more) as more, sum(m.used) as used
    from jsonb_to_recordset(rows) as m(member_id uuid, challenge_id uuid, period text, more bigint, used bigint) group by 1, 2, 3) n
  where p.member_id = n.member_id and p.challenge_id = n.challenge_id and p.period = n.period;
end $$;
