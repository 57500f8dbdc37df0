-- Rewards that were redeemed with these purchases. They are locked, as all that give back a piece lock them, and then their vouchers, so
-- that none is used or cancelled while the goods come back. A sale that redeems rewards has the same order.
create or replace function rewards_recall(purchases uuid[]) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from rewards r where r.id in (select d.reward_id from redemptions d where d.purchase_id = any(purchases)) order by r.id for no key update;
  if not found then
    return null;
  end if;
  perform from vouchers v join redemptions d on d.id = v.redemption_id where d.purchase_id = any(purchases) order by v.id for update of v;
  return (
    select jsonb_object_agg(told.purchase_id, told.rewards) from (
      select d.purchase_id, jsonb_agg(jsonb_build_object('redemptionId', d.id, 'transactionId', d.transaction_id, 'voucherId', v.id,
        'memberId', v.member_id, 'rewardName', v.reward_name, 'state', v.state,
        'usedHere', v.state = 'used' and exists (select from voucher_uses u where u.voucher_id = v.id and u.purchase_id = d.purchase_id and not u.given_back),
        'expiresAt', (date_part('epoch', v.expires_at) * 1000)::bigint, 'heldUntil', (date_part('epoch', v.held_until) * 1000)::bigint,
        'eventAt', v.event->>'startsAt') order by d.id) as rewards
      from redemptions d join vouchers v on v.redemption_id = d.id where d.purchase_id = any(purchases) group by d.purchase_id) told);
end $$;
