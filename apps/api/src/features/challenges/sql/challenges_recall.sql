-- What counted for these purchases, with the member's progress and filled cards of all periods. Their vouchers are locked, so that none
-- is used while a return decides which to withdraw.
create or replace function challenges_recall(purchases uuid[]) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  used_before uuid[];
begin
  used_before := lock_vouchers(array(
    select f.redemption_id from challenge_fills f
    join (select distinct c.member_id, c.challenge_id from challenge_counts c where c.purchase_id = any(purchases) and c.reason is null) n
      on n.member_id = f.member_id and n.challenge_id = f.challenge_id
    where f.redemption_id is not null));
  return (
    select jsonb_object_agg(told.purchase_id, told.counts) from (
      select n.purchase_id, jsonb_agg(jsonb_build_object('memberId', n.member_id, 'id', c.id, 'version', c.version, 'goal', c.goal,
        'repeats', c.repeats, 'mostFilled', c.most_filled, 'terms', c.terms, 'period', n.period, 'reward', c.reward, 'voucher', voucher_terms((c.reward->>'rewardId')::uuid),
        'here', n.counted, 'periods', challenge_periods(n.member_id, c.id),
        'fills', (
          select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'period', f.period, 'goal', f.goal, 'state', f.state, 'changedBy', f.changed_by,
            'purchaseId', f.purchase_id, 'voucherId', f.voucher_id, 'redemptionId', f.redemption_id,
            'rewardId', f.reward->>'rewardId', 'rewardUsed', coalesce(f.redemption_id = any(used_before), false)) order by f.filled_at, f.id), '[]')
          from challenge_fills f where f.member_id = n.member_id and f.challenge_id = n.challenge_id)) order by c.id) as counts
      from challenge_counts n
      join challenges c on c.id = n.challenge_id
      where n.purchase_id = any(purchases) and n.reason is null group by n.purchase_id) told);
end $$;
