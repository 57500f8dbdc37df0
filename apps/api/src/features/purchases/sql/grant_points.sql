-- Its callers set how it is planned.
create or replace function grant_points(document jsonb) returns void language plpgsql volatile as $$
begin
  if document ? 'grants' then
    insert into rule_grants (member_id, rule_id, purchase_id, rule_version, points, local_day)
    select n.member_id, n.rule_id, n.purchase_id, n.rule_version, n.points, n.local_day
    from jsonb_to_recordset(document->'grants') as n(member_id uuid, rule_id uuid, purchase_id uuid, rule_version int,
      points bigint, local_day date);
  end if;
  if document ? 'budgets' then
    perform spend_budgets(document->'budgets');
  end if;
  perform apply_points(document->'points');
  if document ? 'tier_changes' then
    perform change_tiers(document->'tier_changes');
  end if;
end $$;
