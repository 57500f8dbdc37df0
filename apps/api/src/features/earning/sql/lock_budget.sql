-- Locks all parts of a budget in their order. A function that gives something back before it reserves needs this.
create or replace function lock_budget(budget uuid, budget_per text, budget_from date) returns void language plpgsql volatile as $$
begin
  perform from budget_shards s where s.budget_id = budget and s.per = budget_per and s.period_from = budget_from
  order by s.shard for update;
end $$;
