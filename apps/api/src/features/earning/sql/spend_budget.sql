-- Writes what was given of a part of a budget, in the transaction that reserved it.
create or replace function spend_budget(budget uuid, budget_per text, budget_from date, part int, given bigint) returns void language plpgsql volatile as $$
begin
  update budget_shards s set used = s.used + given
  where s.budget_id = budget and s.per = budget_per and s.period_from = budget_from and s.shard = part;
  if not found then
    raise exception 'Part % of budget % was not reserved', part, budget;
  end if;
end $$;
