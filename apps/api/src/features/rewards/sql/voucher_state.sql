-- As members see it: 'issued', 'used', 'cancelled' or 'expired'. Null for an unknown redemption.
create or replace function voucher_state(wanted uuid, at timestamptz) returns text language sql stable as $$
  select case when v.state = 'issued' and v.expires_at <= at then 'expired' else v.state end from vouchers v where v.redemption_id = wanted
$$;
