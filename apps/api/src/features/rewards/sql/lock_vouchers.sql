-- Locks vouchers by their redemptions, and tells which of them were used: nobody can use one until the transaction ends.
create or replace function lock_vouchers(wanted uuid[]) returns uuid[] language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform from vouchers v where v.redemption_id = any(wanted) order by v.id for update;
  return array(select v.redemption_id from vouchers v where v.redemption_id = any(wanted) and v.state = 'used');
end $$;
