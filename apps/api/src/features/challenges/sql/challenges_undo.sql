-- Returns took back what had counted: counts, progress, and cards that are no longer filled.
create or replace function challenges_undo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform move_challenge_counts(rows);
  update challenge_fills f set state = n.state, changed_by = n.changed_by, changed_at = n.at
  from (
    select (r.entry->>'return_id')::uuid as changed_by, (r.entry->>'at')::timestamptz as at, (c.fill->>'id')::uuid as id, c.fill->>'state' as state
    from jsonb_array_elements(rows) r(entry) cross join jsonb_array_elements(r.entry->'changed') c(fill)) n
  where f.id = n.id;
  perform withdraw_badges(array(
    select (v.id #>> '{}')::uuid from jsonb_path_query(rows, '$[*].changed[*] ? (@.state == "withdrawn").id') v(id)));
  perform withdraw_vouchers(array(
    select (v.redemption #>> '{}')::uuid from jsonb_path_query(rows, '$[*].changed[*] ? (@.state == "withdrawn").redemption_id') v(redemption)),
    (rows->0->>'at')::timestamptz);
end $$;
