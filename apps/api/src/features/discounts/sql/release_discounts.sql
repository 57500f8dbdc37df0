-- Gives back what a checkout holds: discount by discount, the hold, its use, then its money.
create or replace function release_discounts(checkout uuid) returns void language plpgsql volatile as $$
declare
  held record;
  freed discount_holds;
begin
  for held in select h.discount_id from discount_holds h where h.checkout_id = checkout order by h.discount_id
  loop
    delete from discount_holds h where h.checkout_id = checkout and h.discount_id = held.discount_id returning h.* into freed;
    -- Nothing, if someone noticed first that its time was over.
    if freed.part is not null then
      perform spend_budgets(jsonb_build_array(jsonb_build_object('budget_id', held.discount_id, 'per', 'total', 'period_from', '-infinity',
        'shard', freed.part, 'points', -1)));
    end if;
    if freed.budget_part is not null then
      perform spend_budgets(jsonb_build_array(jsonb_build_object('budget_id', discount_budget(held.discount_id, freed.currency), 'per', 'total',
        'period_from', '-infinity', 'shard', freed.budget_part, 'points', -freed.discount)));
    end if;
  end loop;
end $$;
