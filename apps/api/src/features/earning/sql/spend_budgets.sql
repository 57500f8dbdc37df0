-- Writes what was given of budgets, in the transaction that reserved it.
create or replace function spend_budgets(spent jsonb) returns void language plpgsql volatile as $$
declare
  asked int;
  changed int;
begin
  select count(distinct (g.budget_id, g.per, g.period_from, g.shard)) into asked
  from jsonb_to_recordset(spent) as g(budget_id uuid, per text, period_from date, shard int);
  update budget_shards s set used = s.used + n.points
  from (
    select g.budget_id, g.per, g.period_from, g.shard, sum(g.points) as points
    from jsonb_to_recordset(spent) as g(budget_id uuid, per text, period_from date, shard int, points bigint)
    group by 1, 2, 3, 4) n
  where s.budget_id = n.budget_id and s.per = n.per and s.period_from = n.period_from and s.shard = n.shard;
  get diagnostics changed = row_count;
  if changed <> asked then
    raise exception 'Of % parts of budgets, % were reserved', asked, changed;
  end if;
end $$;
