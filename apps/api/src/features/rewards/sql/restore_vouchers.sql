-- Gives vouchers again that were withdrawn. They expire as before.
create or replace function restore_vouchers(wanted uuid[]) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  update vouchers v set state = 'issued' where v.redemption_id = any(wanted) and v.state = 'cancelled';
  update redemptions d set cancelled_at = null where d.id = any(wanted);
end $$;
