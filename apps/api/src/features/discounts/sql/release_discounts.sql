-- Gives back what a checkout holds: discount by discount, the hold before the counter.
create or replace function release_discounts(checkout uuid) returns void language plpgsql volatile as $$
declare
  held record;
  freed int;
begin
  for held in select h.discount_id from discount_holds h where h.checkout_id = checkout order by h.discount_id
  loop
    delete from discount_holds h where h.checkout_id = checkout and h.discount_id = held.discount_id returning h.part into freed;
    -- Nothing, if someone noticed first that its time was over.
    if freed is not null then
      perform spend_budgets(jsonb_build_array(jsonb_build_object('budget_id', held.discount_id, 'per', 'total', 'period_from', '-infinity',
        'shard', freed, 'points', -1)));
    end if;
  end loop;
end $$;
