-- Vouchers that these purchases used, and whether they can be used: those that came back with all goods, and that nobody has used since.
-- They are locked, so that none is used while a return is taken back.
create or replace function vouchers_recall(purchases uuid[]) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from vouchers v where v.id in (select u.voucher_id from voucher_uses u where u.purchase_id = any(purchases)) order by v.id for update;
  return (
    select jsonb_object_agg(told.purchase_id, told.vouchers) from (
      select u.purchase_id, jsonb_agg(jsonb_build_object('id', v.id, 'redemptionId', v.redemption_id, 'memberId', v.member_id,
        'free', v.state = 'issued') order by v.id) as vouchers
      from voucher_uses u join vouchers v on v.id = u.voucher_id where u.purchase_id = any(purchases) group by u.purchase_id) told);
end $$;
