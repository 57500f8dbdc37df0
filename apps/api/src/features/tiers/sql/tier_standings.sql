-- Tier of members, and what counts for it within a period; also of those who have neither. `tier_id` is what was
-- booked last. `grant` is what the club gave, also if it ended and nobody booked the end yet. Without a `measure`,
-- status credit counts.
create or replace function tier_standings(member_ids uuid[], counts_from timestamptz, counts_until timestamptz, measure jsonb)
returns table (member_id uuid, tier_id uuid, since timestamptz, credit bigint, "grant" jsonb) language sql stable as $$
  select asked.id, m.tier_id, m.since,
         case when measure is not null then tier_measured(asked.id, counts_from, counts_until, measure)
           else greatest(0, coalesce((select sum(c.credit) from status_credit c where c.member_id = asked.id and c.quarter >= counts_from and c.quarter < counts_until), 0))::bigint end,
         case when m.granted_until is not null then jsonb_build_object('tierId', m.granted_tier, 'earnedId', m.earned_tier,
           'until', (date_part('epoch', m.granted_until) * 1000)::bigint) end
  from unnest(member_ids) as asked(id) left join member_tiers m on m.member_id = asked.id
$$;
