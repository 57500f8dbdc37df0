-- What may be given of a budget, and the part that it is taken from. The caller gives at most `most`; null is
-- any number. The quotas of the parts are the budget, and each gives only what is left of its quota. So one lock of one
-- part is enough, and tills do not wait for each other. All parts are locked if the budget changed, if less than a
-- twentieth is left, or less than 16 such awards take.
create or replace function reserve_budget(rule uuid, budget_per text, budget_from date, budget bigint, most bigint, locked boolean,
  out left_over bigint, out part int)
language plpgsql volatile as $$
declare
  parts constant int := 16;
  spent bigint;
  quotas bigint;
  each bigint;
begin
  part := 0;
  select coalesce(sum(s.used), 0), coalesce(sum(s.quota), 0) into spent, quotas from budget_shards s
  where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from;
  left_over := greatest(0, budget - spent);
  -- What was given never becomes less.
  if not locked or left_over = 0 then
    return;
  end if;
  if most is not null and quotas = budget and left_over >= greatest(budget / 20, most * parts) then
    begin
      -- The first part that nobody holds; each process begins with another one.
      select s.shard, s.quota - s.used into part, left_over from budget_shards s
      where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from and s.quota - s.used >= most
      order by (s.shard + pg_backend_pid()) % parts limit 1 for update skip locked;
      if part is null then
        part := pg_backend_pid() % parts;
        select s.quota - s.used into left_over from budget_shards s
        where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from and s.shard = part for update;
      end if;
      -- A statement of its own: it sees whether the budget changed while this waited.
      select sum(s.quota) into quotas from budget_shards s
      where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from;
      if left_over >= most and quotas = budget then
        return;
      end if;
      -- Leaves the block and so gives the lock back: the locks below come in the order of the parts.
      raise exception using errcode = 'SHORT';
    exception when sqlstate 'SHORT' then
      part := 0;
    end;
  end if;
  insert into budget_shards (budget_id, per, period_from, shard, quota)
  select rule, budget_per, budget_from, n, 0 from generate_series(0, parts - 1) as n order by n
  on conflict do nothing;
  perform from budget_shards s where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from
  order by s.shard for update;
  -- A statement of its own: it sees what was given while this waited.
  select sum(s.used) into spent from budget_shards s
  where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from;
  left_over := greatest(0, budget - spent);
  each := case when left_over >= greatest(budget / 20, coalesce(most, left_over) * parts) then left_over / parts else 0 end;
  update budget_shards s set quota = n.quota
  from (
    select p.shard, p.used + each + case when p.shard = 0 then left_over - each * parts else 0 end as quota from budget_shards p
    where p.budget_id = rule and p.per = budget_per and p.period_from = budget_from) n
  where s.budget_id = rule and s.per = budget_per and s.period_from = budget_from and s.shard = n.shard and s.quota <> n.quota;
  left_over := left_over - each * (parts - 1);
end $$;
