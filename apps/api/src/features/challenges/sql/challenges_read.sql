-- The live challenges of each sale of a member, with how far the member is. The wallets are locked, and nothing else
-- changes progress.
create or replace function challenges_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select jsonb_object_agg(told.index, told.challenges) from (
      select n.index, jsonb_agg(jsonb_build_object('id', c.id, 'version', c.version, 'goal', c.goal, 'repeats', c.repeats, 'mostFilled', c.most_filled,
        'terms', c.terms,
        'reward', c.reward, 'voucher', voucher_terms((c.reward->>'rewardId')::uuid),
        'near', case when c.terms->>'stamps' = 'per-day' then (
          select coalesce(jsonb_agg((date_part('epoch', d.purchased_at) * 1000)::bigint), '[]') from challenge_counts d
          where d.member_id = n."memberId" and d.challenge_id = c.id and d.counted > 0
            and d.purchased_at between n."purchasedAt" - interval '26 hours' and n."purchasedAt" + interval '26 hours') end,
        'periods', challenge_periods(n."memberId", c.id)) order by c.id) as challenges
      from jsonb_to_recordset(sales) as n(index int, "memberId" uuid, "purchasedAt" timestamptz)
      join challenges c on c.state = 'live' and (c.starts_at is null or c.starts_at <= n."purchasedAt")
        and (c.ends_at is null or c.ends_at > n."purchasedAt")
      where n."memberId" is not null group by n.index) told);
end $$;
