-- Everything that decides what an event earns, in one call. The wallet is locked first, and what is read comes in a
-- statement after it, so that nothing is outdated after waiting for the lock. Null if there is no such member.
create or replace function custom_event_context(code text, wanted uuid, external_id text, type text, event text, caps jsonb,
  due_by timestamptz, with_lots boolean, counts_from timestamptz, counts_until timestamptz, with_person boolean, measure jsonb, budgets jsonb)
returns json language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
declare
  member uuid;
  opened json;
  reserved json;
begin
  member := case
    when code is not null then card_owner(code)
    when wanted is not null then case when member_status(wanted) is not null then wanted end
    when external_id is not null then member_by_external_id(external_id) end;
  if member is null then
    return null;
  end if;
  opened := open_wallets(array[member], due_by, with_lots, '{}');
  -- After the wallet, as sales do.
  reserved := case when budgets is not null then reserve_budgets(budgets, true) end;
  return (
    select json_build_object('memberId', member, 'name', member_name(member), 'wallets', opened,
      'cardStatus', case when code is not null then coalesce(card_status(code, member), 'replaced') end,
      'counted', (select e.id from custom_events e
        where e.type_code = type and e.event_id = event),
      'tierId', s.tier_id, 'grant', s.grant, 'credit', s.credit,
      'ownYear', case when measure ? 'ownYears' then tier_year_json(member, counts_from, counts_until, measure) end,
      'budgets', reserved,
      'usage', custom_event_usage(member, caps),
      'person', case when with_person then member_person(member) end)
    from tier_standings(array[member], counts_from, counts_until, measure) s
  );
end $$;
