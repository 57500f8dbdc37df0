-- Writes what was given of budgets, in the transaction that reserved it. One update for each part: most sales have one or two, and
-- a join of all would take longer.
create or replace function spend_budgets(spent jsonb) returns void language plpgsql volatile as $$
declare
  given record;
begin
  for given in
    select g.budget_id, g.per, g.period_from, g.shard, sum(g.points) as points
    from jsonb_to_recordset(spent) as g(budget_id uuid, per text, period_from date, shard int, points bigint) group by 1, 2, 3, 4
  loop
    update budget_shards s set used = s.used + given.points
    where s.budget_id = given.budget_id and s.per = given.per and s.period_from = given.period_from and s.shard = given.shard;
    if not found then
      raise exception 'Part % of budget % was not reserved', given.shard, given.budget_id;
    end if;
  end loop;
end $$;
