-- The badges that these filled cards give, for give_badges().
create or replace function badges_of(fills uuid[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('member_id', f.member_id, 'badge', f.reward->>'key', 'given_for', f.id, 'given_at', f.filled_at)), '[]')
  from challenge_fills f where f.id = any(fills) and f.reward->>'kind' = 'badge'
$$;
