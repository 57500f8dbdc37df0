-- The points that a member can spend at a moment to come if nothing is posted until then. `duePointsText` has the same sum;
-- what is released repays debt first.
create or replace function points_ahead(member uuid, moment timestamptz) returns bigint language sql stable as $$
  select coalesce((
    select greatest(0, w.available - w.debt + coalesce((
      select sum(case when l.released then -l.remaining else l.remaining end) from lots l
      where l.member_id = w.member_id and l.remaining > 0 and l.available_at <= moment
        and l.released = coalesce(l.expires_at <= moment and l.awarded_at <= moment, false)), 0))
    from wallets w where w.member_id = member), 0)::bigint
$$;
