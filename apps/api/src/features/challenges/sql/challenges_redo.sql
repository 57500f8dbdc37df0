-- A return was a mistake: what it took counts again, and its cards are filled again with their vouchers.
create or replace function challenges_redo(rows jsonb) returns void language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
begin
  perform move_challenge_counts(rows);
  update challenge_fills f set state = 'given', changed_by = null, changed_at = null
  where f.id in (select (v.id #>> '{}')::uuid from jsonb_path_query(rows, '$[*].changed[*].id') v(id));
  perform restore_vouchers(array(
    select (v.redemption #>> '{}')::uuid from jsonb_path_query(rows, '$[*].changed[*] ? (@.state == "withdrawn").redemption_id') v(redemption)));
  perform give_badges(badges_of(array(select (v.id #>> '{}')::uuid from jsonb_path_query(rows, '$[*].changed[*].id') v(id))));
  perform fill_challenges(rows);
end $$;
