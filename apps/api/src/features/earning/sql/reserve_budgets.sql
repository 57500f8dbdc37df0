-- Reserves in each of these budgets: first those of rules, then those of locations, then that of the club.
create or replace function reserve_budgets(budgets jsonb, locked boolean) returns json language plpgsql volatile as $$
declare
  wanted record;
  reserved record;
  answers json[] := '{}';
begin
  for wanted in
    select b.budget_id, b.per, b.period_from, b.points, b.most
    from jsonb_to_recordset(budgets) as b(place int, budget_id uuid, per text, period_from text, points bigint, most bigint)
    order by b.place, b.budget_id, b.per, b.period_from, b.points
  loop
    reserved := reserve_budget(wanted.budget_id, wanted.per, wanted.period_from::date, wanted.points, wanted.most, locked);
    answers := answers || json_build_object('budgetId', wanted.budget_id, 'per', wanted.per, 'from', wanted.period_from,
      'points', wanted.points, 'left', reserved.left_over, 'shard', reserved.part);
  end loop;
  return array_to_json(answers);
end $$;
