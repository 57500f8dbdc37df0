-- What a sale redeemed. Its uses were reserved in the same transaction, or counted when its checkout was reserved.
-- A process of an earlier version names no points, and not what trimmed it.
create or replace function discounts_write(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  if rows @? '$[*].hold ? (@ != null)' then
    delete from discount_holds h using jsonb_to_recordset(rows) as n(discount_id uuid, hold uuid)
    where h.checkout_id = n.hold and h.discount_id = n.discount_id;
  end if;
  insert into discount_redemptions (id, sort, discount_id, discount_version, member_id, purchase_id, location_id, discount, points, trimmed, currency, redeemed_at,
    local_day, part, budget_part, by_code, state)
  select n.id, n.sort, n.discount_id, n.discount_version, n.member_id, n.purchase_id, n.location_id, n.discount, coalesce(n.points, 0), n.trimmed, n.currency, n.redeemed_at,
    n.local_day, n.part, n.budget_part, n.by_code, 'redeemed'
  from jsonb_to_recordset(rows) as n(id uuid, sort text, discount_id uuid, discount_version int, member_id uuid, purchase_id uuid, location_id uuid,
    discount bigint, points bigint, trimmed text, currency text, redeemed_at timestamptz, local_day date, part int, budget_part int, by_code boolean);
  perform spend_budget(n.discount_id, 'total', '-infinity', n.part, 1)
  from jsonb_to_recordset(rows) as n(discount_id uuid, part int, hold uuid) where n.hold is null;
  if rows @? '$[*].budget_part ? (@ != null)' then
    perform spend_budget(discount_budget(n.discount_id, n.currency), 'total', '-infinity', n.budget_part, n.discount)
    from jsonb_to_recordset(rows) as n(discount_id uuid, currency text, budget_part int, discount bigint, hold uuid)
    where n.budget_part is not null and n.hold is null;
  end if;
end $$;
