-- What a sale redeemed. Its uses were reserved in the same transaction.
create or replace function offers_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  insert into offer_redemptions (id, offer_id, offer_version, member_id, purchase_id, location_id, discount, currency, redeemed_at, local_day, part, state)
  select n.id, n.offer_id, n.offer_version, n.member_id, n.purchase_id, n.location_id, n.discount, n.currency, n.redeemed_at, n.local_day, n.part, 'redeemed'
  from jsonb_to_recordset(rows) as n(id uuid, offer_id uuid, offer_version int, member_id uuid, purchase_id uuid, location_id uuid, discount bigint,
    currency text, redeemed_at timestamptz, local_day date, part int);
  perform spend_budgets((
    select jsonb_agg(jsonb_build_object('budget_id', n.offer_id, 'per', 'total', 'period_from', '-infinity', 'shard', n.part, 'points', 1))
    from jsonb_to_recordset(rows) as n(offer_id uuid, part int)));
end $$;
