-- What rules gave a member for events, for their limits.
create or replace function custom_event_usage(member uuid, caps jsonb) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('ruleId', c.rule_id, 'per', c.per, 'points', (
      select coalesce(sum(g.points), 0) from custom_event_grants g
      where g.member_id = member and g.rule_id = c.rule_id
        and g.local_day >= coalesce(c.counts_from, '-infinity') and g.local_day < coalesce(c.counts_until, 'infinity')))), '[]')
  from jsonb_to_recordset(caps) as c(rule_id uuid, per text, counts_from date, counts_until date)
$$;
