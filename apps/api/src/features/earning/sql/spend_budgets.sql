-- Writes what was given of budgets, in the transaction that reserved it. One update for each part: most sales have one or two, and
-- a join of all would take longer.
create or replace function spend_budgets(spent jsonb) returns void language plpgsql volatile as $$
begin
  perform spend_budget(g.budget_id, g.per, g.period_from, g.shard, g.points)
  from jsonb_to_recordset(spent) as g(budget_id uuid, per text, period_from date, shard int, points bigint);
end $$;
