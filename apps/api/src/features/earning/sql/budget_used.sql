-- What was given of a budget in a period, whatever its parts.
create or replace function budget_used(budget uuid, budget_per text, budget_from date) returns bigint language sql stable as $$
  select coalesce(sum(s.used), 0)::bigint from budget_shards s where s.budget_id = budget and s.per = budget_per and s.period_from = budget_from
$$;
