-- Sets the state of the redemptions of purchases. Discounts lock by id, and each its uses before its money.
create or replace function move_discount_redemptions(rows jsonb, next_state text) returns void language plpgsql volatile
  set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  wanted record;
begin
  for wanted in
    select r.discount_id as id, array_agg(r.id order by r.part, r.id) as redemptions,
      array_agg(distinct r.currency) filter (where r.budget_part is not null) as currencies
    from discount_redemptions r
    join jsonb_to_recordset(rows) as n(discount_id uuid, purchase_id uuid) on r.discount_id = n.discount_id and r.purchase_id = n.purchase_id
    where r.state <> next_state group by r.discount_id order by r.discount_id
  loop
    -- Several of one discount move its parts in no order of their own, so all of them are locked first.
    if cardinality(wanted.redemptions) > 1 then
      perform lock_budget(wanted.id, 'total', '-infinity');
      perform lock_budget(discount_budget(wanted.id, c.currency), 'total', '-infinity')
      from (select currency from unnest(wanted.currencies) as u(currency) order by currency) c;
    end if;
    perform move_discount_redemption(m.id, next_state) from unnest(wanted.redemptions) with ordinality as m(id, place);
  end loop;
end $$;
