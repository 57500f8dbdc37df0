-- Makes room in a part of a budget for what was given before and counts again, also beyond the budget. The quotas are then no
-- longer the budget, so the next one who reserves shares out again what is left.
create or replace function exceed_budget(budget uuid, part int, points bigint) returns void language sql volatile as $$
  update budget_shards s set quota = s.used + points
  where s.budget_id = budget and s.per = 'total' and s.period_from = '-infinity' and s.shard = part and s.quota < s.used + points
$$;
