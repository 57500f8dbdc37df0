-- The coupons and offers that a checkout asks for, as they are now, each with its uses reserved of its limit, or with what the
-- checkout holds, and with so much of its budget. One of which the member is held out reserves nothing. The wallet is locked, so nothing else of this member
-- counts now. Discounts lock by id.
create or replace function discounts_read(sales jsonb, locked boolean) returns jsonb language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  wanted record;
  money record;
  taken record;
  reserved jsonb := '{}';
  -- By discount and currency.
  budgets jsonb := '{}';
begin
  if not sales @? '$[*].asks.discounts[*]' then
    return null;
  end if;
  for wanted in
    -- A discount without a limit counts too, so that a later limit knows what was used.
    select d.id, asked.at, coalesce((d.limits->>'total')::bigint, 1000000000000) as most, d.budget, asked.uses,
      coalesce(d.limits->>'perDay', d.limits->>'perCode') is not null as counted
    from (
      select n.id, min(n.at) as at, count(*) as uses from jsonb_array_elements(sales) sale(sent),
        jsonb_to_recordset(sale.sent #> '{asks,discounts}') as n(id uuid, at timestamptz, hold uuid, "heldOut" boolean)
      where n.hold is null and not n."heldOut" group by n.id) asked
    cross join lateral discount_limits(asked.id) d order by d.id
  loop
    if locked then
      -- Such uses have no counter, so one sale after the other counts them.
      if wanted.counted then
        perform pg_advisory_xact_lock(hashtextextended(wanted.id::text, 12));
      end if;
      perform release_expired_discount(wanted.id, wanted.at);
    end if;
    taken := reserve_budget(wanted.id, 'total', '-infinity', wanted.most, wanted.uses, locked);
    reserved := reserved || jsonb_build_object(wanted.id, jsonb_build_object('left', taken.left_over, 'part', taken.part));
    -- Its money comes after its uses, before the next discount.
    if jsonb_typeof(wanted.budget) = 'array' then
      for money in
        select n.currency, sum(n.discount)::bigint as most, min(b.amount) as points
        from jsonb_array_elements(sales) sale(sent),
          jsonb_to_recordset(sale.sent #> '{asks,discounts}') as n(id uuid, hold uuid, "heldOut" boolean, discount bigint, currency text),
          jsonb_to_recordset(wanted.budget) as b(amount bigint, currency text)
        where n.id = wanted.id and n.hold is null and not n."heldOut" and b.currency = n.currency group by n.currency order by n.currency
      loop
        taken := reserve_budget(discount_budget(wanted.id, money.currency), 'total', '-infinity', money.points, money.most, locked);
        budgets := budgets || jsonb_build_object(wanted.id || money.currency, jsonb_build_object('left', taken.left_over, 'part', taken.part));
      end loop;
    end if;
  end loop;
  -- What is held needs no other lock: it was counted when the checkout was reserved.
  if locked and sales @? '$[*].asks.discounts[*].hold' then
    perform from discount_holds h where h.checkout_id in (
      select n.hold from jsonb_array_elements(sales) sale(sent), jsonb_to_recordset(sale.sent #> '{asks,discounts}') as n(hold uuid))
    order by h.checkout_id, h.discount_id for update;
  end if;
  -- A statement of its own: it sees what was counted and changed while this waited.
  return (
    select jsonb_object_agg(n.index, (
      select jsonb_agg(jsonb_build_object('version', d.version, 'limits', d.limits,
        'left', (reserved #>> array[d.id::text, 'left'])::bigint,
        'part', coalesce(h.part, (reserved #>> array[d.id::text, 'part'])::int),
        'heldDay', h.local_day,
        'budgetLeft', (budgets #>> array[d.id || (asked.discount->>'currency'), 'left'])::bigint,
        'budgetPart', coalesce(h.budget_part, (budgets #>> array[d.id || (asked.discount->>'currency'), 'part'])::int),
        'ofMember', m.uses[1],
        'ofMemberToday', m.uses[2],
        'today', case when d.limits->>'perDay' is null then 0
          else discount_uses_of_day(d.id, (asked.discount->>'localDay')::date, (asked.discount->>'at')::timestamptz) end,
        'byCode', case when d.limits->>'perCode' is null then 0
          else discount_uses_by_code(d.id, (asked.discount->>'at')::timestamptz) end,
        'asked', asked.discount) order by d.id)
      from jsonb_array_elements(n.asks->'discounts') asked(discount)
      cross join lateral discount_limits((asked.discount->>'id')::uuid) d
      cross join lateral (select case when coalesce(d.limits->>'perMember', d.limits->>'perMemberAndDay') is null then '{0,0}'
        else discount_uses_of_member(d.id, n."memberId", (asked.discount->>'localDay')::date, (asked.discount->>'at')::timestamptz)
        end as uses offset 0) m
      left join discount_holds h on h.checkout_id = (asked.discount->>'hold')::uuid and h.discount_id = d.id))
    from jsonb_to_recordset(sales) as n(index int, "memberId" uuid, asks jsonb) where n.asks ? 'discounts');
end $$;
