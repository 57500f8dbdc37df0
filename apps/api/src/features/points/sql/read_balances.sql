-- Readers do not need to know the lot, so lots with the same life are combined. Active holds name their lots.
-- read_wallets.sql computes the same figures.
create or replace function read_balances(member_ids uuid[], due_by timestamptz, with_lots boolean)
returns json language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
  holding uuid[];
begin
  -- Most calls need only balances. A plan initialises all its parts, used or not: this one has few.
  if not with_lots and not exists (
    select from wallets w where w.member_id = any(member_ids) and (w.debt > 0 or w.next_due_at <= due_by)
  ) then
    return (
      select coalesce(json_agg(json_build_object(
        'memberId', w.member_id,
        'version', w.version,
        'memberStatus', member_status(w.member_id),
        'balances', wallet_balances(w.available, w.pending, w.held, w.debt, w.forgiven, w.status),
        'nextDueAt', milliseconds(w.next_due_at),
        'lastActivityAt', milliseconds(w.last_activity_at),
        'booked', 4503599627370496,
        'complete', false, 'lots', '[]'::json, 'holds', '[]'::json, 'forgiveness', '[]'::json, 'named', '[]'::json)), '[]')
      from wallets w where w.member_id = any(member_ids));
  end if;
  holding := array(select distinct h.member_id from holds h where h.member_id = any(member_ids) and h.state = 'active');
  return (
    select coalesce(json_agg(wallet), '[]') from (
      select json_build_object(
        'memberId', w.member_id,
        'version', w.version,
        'memberStatus', member_status(w.member_id),
        'balances', wallet_balances(w.available, w.pending, w.held, w.debt, w.forgiven, w.status),
        'nextDueAt', milliseconds(w.next_due_at),
        'lastActivityAt', milliseconds(w.last_activity_at),
        'booked', 4503599627370496,
        'complete', needed.lots, 'lots', coalesce(loaded.list, '[]'),
        'holds', '[]'::json, 'forgiveness', '[]'::json, 'named', '[]'::json) as wallet
      from wallets w
      cross join lateral (select with_lots or w.debt > 0 or coalesce(w.next_due_at <= due_by, false) as lots) needed
      -- Points with the same life: they come and go at the same moments.
      left join lateral (
        select json_agg(json_build_object(
            'id', l.id, 'transactionId', l.id, 'amount', l.points, 'remaining', l.points, 'expired', 0,
            'released', l.released,
            'availableAt', milliseconds(l.available_at),
            'expiresAt', milliseconds(l.expires_at),
            'earnedAt', milliseconds(l.awarded_at),
            'awardedAt', milliseconds(l.awarded_at), 'source', null
          ) order by l.expires_at nulls last, l.awarded_at, l.id) as list
        from (
          select min(o.id::text) as id, o.released, max(o.available_at) as available_at, o.expires_at,
            max(o.awarded_at) as awarded_at, sum(o.remaining)::bigint as points
          from lots o where needed.lots and o.member_id = w.member_id and o.remaining > 0
          group by o.released, case when not o.released then o.available_at end, o.expires_at,
            case when o.expires_at is not null then greatest(o.expires_at, o.available_at, o.awarded_at) end
        ) l
      ) loaded on needed.lots
      where w.member_id = any(member_ids) and w.member_id <> all(holding)
      union all
      select json_array_elements(read_wallets(holding, due_by, with_lots, '{}')) where holding <> '{}'
    ) wallets);
end $$;
