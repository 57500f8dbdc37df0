-- Sets the state of redemptions, and counts their uses again. Discounts lock by id.
create or replace function move_discount_redemptions(rows jsonb, next_state text) returns void language plpgsql volatile as $$
declare
  moved record;
begin
  for moved in
    select r.id, r.discount_id, r.part from discount_redemptions r
    join jsonb_to_recordset(rows) as n(discount_id uuid, purchase_id uuid) on r.discount_id = n.discount_id and r.purchase_id = n.purchase_id
    where r.state <> next_state order by r.discount_id, r.part, r.id
  loop
    update discount_redemptions r set state = next_state where r.id = moved.id;
    perform spend_budgets(jsonb_build_array(jsonb_build_object('budget_id', moved.discount_id, 'per', 'total', 'period_from', '-infinity',
      'shard', moved.part, 'points', case when next_state = 'redeemed' then 1 else -1 end)));
  end loop;
end $$;
