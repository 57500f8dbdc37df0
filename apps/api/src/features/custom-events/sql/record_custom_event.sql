-- False if another call counted the same event first; then nothing was written.
create or replace function record_custom_event(document jsonb) returns boolean
language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  insert into custom_events (id, member_id, type_code, event_id, occurred_at, booked_at, location_id, payload, points, pending,
    debt_repaid, transaction_id, explanation, nothing, actor_kind, actor_id)
  select n.id, n.member_id, n.type_code, n.event_id, n.occurred_at, n.booked_at, n.location_id, n.payload, n.points, n.pending,
    n.debt_repaid, n.transaction_id, n.explanation, n.nothing, n.actor_kind, n.actor_id
  from jsonb_to_record(document->'event') as n(id uuid, member_id uuid, type_code text, event_id text,
    occurred_at timestamptz, booked_at timestamptz, location_id uuid, payload jsonb, points bigint, pending bigint,
    debt_repaid bigint, transaction_id uuid, explanation jsonb, nothing jsonb, actor_kind text, actor_id uuid)
  on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into custom_event_grants (member_id, rule_id, custom_event_id, rule_version, points, local_day)
  select n.member_id, n.rule_id, n.custom_event_id, n.rule_version, n.points, n.local_day
  from jsonb_to_recordset(document->'grants') as n(member_id uuid, rule_id uuid, custom_event_id uuid, rule_version int,
    points bigint, local_day date);
  if document ? 'budgets' then
    perform spend_budgets(document->'budgets');
  end if;
  perform apply_points(document->'points');
  if document ? 'tier_changes' then
    perform change_tiers(document->'tier_changes');
  end if;
  return true;
end $$;
