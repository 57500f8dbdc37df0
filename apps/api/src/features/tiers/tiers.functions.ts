import type { SqlFunction } from '../../platform/database/sql-function.ts';

/** Tier of members, and their status credit within a period; also of those who have neither. */
const tierStandings: SqlFunction = {
  name: 'tier_standings',
  text: `
create function tier_standings(member_ids uuid[], counts_from timestamptz, counts_until timestamptz)
returns table (member_id uuid, tier_id uuid, since timestamptz, credit bigint) language sql stable as $$
  select asked.id, m.tier_id, m.since,
         greatest(0, coalesce((select sum(c.credit) from status_credit c where c.member_id = asked.id and c.quarter >= counts_from and c.quarter < counts_until), 0))::bigint
  from unnest(member_ids) as asked(id) left join member_tiers m on m.member_id = asked.id
$$`,
};

const changeTiers: SqlFunction = {
  name: 'change_tiers',
  text: `
create function change_tiers(changes jsonb) returns void language sql volatile as $$
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
$$`,
};

export const tiersFunctions: SqlFunction[] = [tierStandings, changeTiers];
