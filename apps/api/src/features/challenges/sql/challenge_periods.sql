-- How far a member is in each period of a challenge, with the cards that were filled in it.
create or replace function challenge_periods(member uuid, challenge uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('period', p.period, 'counted', p.counted, 'used', p.used, 'standing', (
    select count(*) from challenge_fills f
    where f.member_id = p.member_id and f.challenge_id = p.challenge_id and f.period = p.period and f.state <> 'withdrawn')) order by p.period), '[]')
  from challenge_progress p where p.member_id = member and p.challenge_id = challenge
$$;
