-- Takes unused vouchers back that were given. The caller has locked them.
create or replace function withdraw_vouchers(wanted uuid[], at timestamptz) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  update vouchers v set state = 'cancelled' where v.redemption_id = any(wanted) and v.state = 'issued';
  update redemptions d set cancelled_at = at where d.id = any(wanted);
end $$;
