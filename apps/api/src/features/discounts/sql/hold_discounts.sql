-- Holds coupons and offers for a checkout. Their uses were reserved in the same transaction.
create or replace function hold_discounts(rows jsonb) returns void language plpgsql volatile as $$
begin
  insert into discount_holds (checkout_id, sort, discount_id, member_id, local_day, part, expires_at, discount, currency, budget_part,
    by_code)
  select n.checkout_id, n.sort, n.discount_id, n.member_id, n.local_day, n.part, n.expires_at, n.discount, n.currency, n.budget_part,
    n.by_code
  from jsonb_to_recordset(rows) as n(checkout_id uuid, sort text, discount_id uuid, member_id uuid, local_day date, part int, expires_at timestamptz,
    discount bigint, currency text, budget_part int, by_code boolean);
  perform spend_budgets((
    select jsonb_agg(jsonb_build_object('budget_id', n.discount_id, 'per', 'total', 'period_from', '-infinity', 'shard', n.part, 'points', 1))
    from jsonb_to_recordset(rows) as n(discount_id uuid, part int)));
  perform spend_budgets((
    select jsonb_agg(jsonb_build_object('budget_id', discount_budget(n.discount_id, n.currency), 'per', 'total', 'period_from', '-infinity',
      'shard', n.budget_part, 'points', n.discount))
    from jsonb_to_recordset(rows) as n(discount_id uuid, currency text, budget_part int, discount bigint) where n.budget_part is not null));
end $$;
