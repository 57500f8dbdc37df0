-- In the order of their places. A change whose tiers are equal moves only what is earned below a granted tier.
create or replace function change_tiers(changes jsonb) returns void language sql volatile
  set enable_hashjoin = off set enable_mergejoin = off as $$
  -- A grant says nothing about the period, so the next review is still due, and a step down by a review still holds.
  merge into member_tiers m using (
    select distinct on (n.member_id) n.*,
      max(n.at) filter (where n.decides) over of_member as decided_at,
      max(n.at) filter (where n.decides and n.reason = 'period-ended' and n.lowers_earned) over of_member as stepped_at
    from (
      select *, reason not in ('granted', 'grant-ended') as decides
      from rows from (jsonb_to_recordset(changes) as (member_id uuid, at timestamptz, to_tier uuid, earned_tier uuid, granted_tier uuid,
        granted_until timestamptz, reason text, lowers_earned boolean))
        with ordinality as r(member_id, at, to_tier, earned_tier, granted_tier, granted_until, reason, lowers_earned, place)
    ) n
    window of_member as (partition by n.member_id)
    order by n.member_id, n.place desc
  ) n on m.member_id = n.member_id
  when matched then update set tier_id = n.to_tier,
    since = case when m.tier_id is distinct from n.to_tier then n.at else m.since end,
    earned_tier = n.earned_tier, granted_tier = n.granted_tier, granted_until = n.granted_until,
    reviewed_at = coalesce(n.decided_at, m.reviewed_at),
    stepped_at = case when n.decided_at is null then m.stepped_at else n.stepped_at end
  when not matched then
    insert (member_id, tier_id, since, reviewed_at, earned_tier, granted_tier, granted_until, stepped_at)
    values (n.member_id, n.to_tier, n.at, coalesce(n.decided_at, n.at), n.earned_tier, n.granted_tier, n.granted_until, n.stepped_at);
  insert into tier_changes (id, member_id, at, from_tier, to_tier, status, reason, grant_id)
  select n.id, n.member_id, n.at, n.from_tier, n.to_tier, n.status, n.reason, n.grant_id
  from jsonb_to_recordset(changes) as n(id uuid, member_id uuid, at timestamptz, from_tier uuid, to_tier uuid, status bigint, reason text, grant_id uuid)
  where n.from_tier is distinct from n.to_tier
  order by n.at;
$$;
