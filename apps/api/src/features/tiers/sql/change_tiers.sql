-- In the order of their places. A change whose tiers are equal moves only what is earned below a granted tier.
create or replace function change_tiers(changes jsonb) returns void language sql volatile
  set enable_hashjoin = off set enable_mergejoin = off as $$
  insert into member_tiers (member_id, tier_id, since, reviewed_at, earned_tier, granted_tier, granted_until)
  select distinct on (n.member_id) n.member_id, n.to_tier, n.at, n.at, n.earned_tier, n.granted_tier, n.granted_until
  from rows from (jsonb_to_recordset(changes) as (member_id uuid, at timestamptz, to_tier uuid, earned_tier uuid, granted_tier uuid, granted_until timestamptz))
    with ordinality as n(member_id, at, to_tier, earned_tier, granted_tier, granted_until, place)
  order by n.member_id, n.place desc
  on conflict (member_id) do update set tier_id = excluded.tier_id,
    since = case when member_tiers.tier_id is distinct from excluded.tier_id then excluded.since else member_tiers.since end,
    earned_tier = excluded.earned_tier, granted_tier = excluded.granted_tier, granted_until = excluded.granted_until;
  -- A grant says nothing about the period, so the next review is still due, and a step down by a review still holds.
  update member_tiers m set reviewed_at = n.at, stepped_at = n.stepped_at
  from (select r.member_id, max(r.at) as at, max(r.at) filter (where r.reason = 'period-ended' and r.lowers_earned) as stepped_at
        from jsonb_to_recordset(changes) as r(member_id uuid, at timestamptz, reason text, lowers_earned boolean)
        where r.reason not in ('granted', 'grant-ended') group by r.member_id) n
  where m.member_id = n.member_id;
  insert into tier_changes (id, member_id, at, from_tier, to_tier, status, reason, grant_id)
  select n.id, n.member_id, n.at, n.from_tier, n.to_tier, n.status, n.reason, n.grant_id
  from jsonb_to_recordset(changes) as n(id uuid, member_id uuid, at timestamptz, from_tier uuid, to_tier uuid, status bigint, reason text, grant_id uuid)
  where n.from_tier is distinct from n.to_tier
  order by n.at;
$$;
