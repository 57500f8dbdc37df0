-- Holds coupons and offers for a checkout. Their uses were reserved in the same transaction.
create or replace function hold_discounts(rows jsonb) returns void language plpgsql volatile as $$
begin
  insert into discount_holds (checkout_id, sort, discount_id, member_id, local_day, part, expires_at)
  select n.checkout_id, n.sort, n.discount_id, n.member_id, n.local_day, n.part, n.expires_at
  from jsonb_to_recordset(rows) as n(checkout_id uuid, sort text, discount_id uuid, member_id uuid, local_day date, part int, expires_at timestamptz);
  perform spend_budgets((
    select jsonb_agg(jsonb_build_object('budget_id', n.discount_id, 'per', 'total', 'period_from', '-infinity', 'shard', n.part, 'points', 1))
    from jsonb_to_recordset(rows) as n(discount_id uuid, part int)));
end $$;
