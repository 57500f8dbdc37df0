create or replace function change_tiers(changes jsonb) returns void language sql volatile as $$
  insert into member_tiers (member_id, tier_id, since, reviewed_at)
  select distinct on (n.member_id) n.member_id, n.to_tier, n.at, n.at
  from rows from (jsonb_to_recordset(changes) as (member_id uuid, at timestamptz, to_tier uuid))
    with ordinality as n(member_id, at, to_tier, place)
  order by n.member_id, n.place desc
  on conflict (member_id) do update set tier_id = excluded.tier_id, since = excluded.since, reviewed_at = excluded.reviewed_at;
  insert into tier_changes (id, member_id, at, from_tier, to_tier, status, reason)
  select n.id, n.member_id, n.at, n.from_tier, n.to_tier, n.status, n.reason
  from jsonb_to_recordset(changes) as n(id uuid, member_id uuid, at timestamptz, from_tier uuid, to_tier uuid, status bigint, reason text)
  order by n.at;
$$;
