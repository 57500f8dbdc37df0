-- Sets the state of the redemptions of purchases. Discounts lock by id.
create or replace function move_discount_redemptions(rows jsonb, next_state text) returns void language plpgsql volatile as $$
declare
  moved record;
begin
  for moved in
    select r.id from discount_redemptions r
    join jsonb_to_recordset(rows) as n(discount_id uuid, purchase_id uuid) on r.discount_id = n.discount_id and r.purchase_id = n.purchase_id
    where r.state <> next_state order by r.discount_id, r.part, r.id
  loop
    perform move_discount_redemption(moved.id, next_state);
  end loop;
end $$;
