-- Holds coupons for a checkout. Their uses were reserved in the same transaction.
create or replace function hold_coupons(rows jsonb) returns void language plpgsql volatile as $$
begin
  insert into coupon_holds (checkout_id, coupon_id, member_id, local_day, part, expires_at)
  select n.checkout_id, n.coupon_id, n.member_id, n.local_day, n.part, n.expires_at
  from jsonb_to_recordset(rows) as n(checkout_id uuid, coupon_id uuid, member_id uuid, local_day date, part int, expires_at timestamptz);
  perform spend_budgets((
    select jsonb_agg(jsonb_build_object('budget_id', n.coupon_id, 'per', 'total', 'period_from', '-infinity', 'shard', n.part, 'points', 1))
    from jsonb_to_recordset(rows) as n(coupon_id uuid, part int)));
end $$;
