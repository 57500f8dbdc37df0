-- How many of these redemptions led to a voucher that was used.
create or replace function used_vouchers(wanted uuid[]) returns bigint language sql stable as $$
  select count(*) from vouchers v where v.redemption_id = any(wanted) and v.state = 'used'
$$;
