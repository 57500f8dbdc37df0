-- `json` instead of `jsonb`, which is rebuilt at every level: for 5,000 lots that took most of the time.
-- A `place` is a transaction's position among the member's: its first journal row, written under the wallet's
-- lock; new bookings come after every existing row (2^52).
-- A named transaction may be of another wallet that was merged into this one, or the reverse (moved_postings): its lots are
-- named as they are here.
-- With `spending`, only the lots that are enough to spend so many points: see `enoughFor` of a snapshot.
create or replace function read_wallets(member_ids uuid[], due_by timestamptz, with_lots boolean, transactions uuid[], spending bigint default null)
returns json language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  -- Most calls need only balances. A plan initialises all its parts, used or not: this one has few.
  if not with_lots and cardinality(transactions) = 0 and not exists (
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
  return (
    select coalesce(json_agg(json_build_object(
      'memberId', w.member_id,
      'version', w.version,
      'memberStatus', member_status(w.member_id),
      'balances', wallet_balances(w.available, w.pending, w.held, w.debt, w.forgiven, w.status),
      'nextDueAt', milliseconds(w.next_due_at),
      'lastActivityAt', milliseconds(w.last_activity_at),
      'booked', 4503599627370496,
      'complete', needed.lots and part.spending is null,
      'enoughFor', part.spending,
      'lots', coalesce(loaded_lots.list, '[]'),
      'holds', coalesce(loaded_holds.list, '[]'),
      'forgiveness', coalesce(loaded_forgiveness.list, '[]'),
      'named', coalesce(loaded_transactions.list, '[]'))), '[]')
    from wallets w
    cross join lateral (
      select with_lots or w.debt > 0 or coalesce(w.next_due_at <= due_by, false) or cardinality(transactions) > 0 as lots
    ) needed
    cross join lateral (
      select case when w.debt = 0 and w.forgiven = 0 and not coalesce(w.next_due_at <= due_by, false) and cardinality(transactions) = 0
        then spending end as spending
    ) part
    -- `needed.lots` is inside the query too: as a join condition the lots would be read and thrown away.
    left join lateral (
      select coalesce(json_agg(json_build_object(
          'id', l.id, 'transactionId', l.transaction_id, 'amount', l.amount, 'remaining', l.remaining,
          'expired', l.expired, 'released', l.released,
          'availableAt', milliseconds(l.available_at),
          'expiresAt', milliseconds(l.expires_at),
          'earnedAt', milliseconds(l.earned_at),
          'awardedAt', milliseconds(l.awarded_at), 'source', l.source, 'origin', l.origin
        ) order by l.expires_at nulls last, l.awarded_at, l.id), '[]') as list
      from (
        select * from lots where part.spending is null and member_id = w.member_id and remaining > 0
        union all
        select * from lots where part.spending is not null and member_id = w.member_id and id = any(array(
          select id from (
            select id, released, sum(remaining) filter (where released) over (
              order by expires_at nulls last, awarded_at, id rows between unbounded preceding and 1 preceding) as before
            from lots where member_id = w.member_id and remaining > 0
          ) points where not released or coalesce(before, 0) <= part.spending))
        union all
        select * from lots where member_id = w.member_id and remaining = 0 and id = any(array(
          select lot_id from takings where member_id = w.member_id and transaction_id = any(transactions)
          union all
          select lot_id from takings where member_id = w.member_id and transaction_id = any(array(
            select transaction_id from holds where member_id = w.member_id and state = 'active'))
          union all
          select id from lots where member_id = w.member_id and transaction_id = any(transactions)
          union all
          select here_id from lots_of_moved_postings(w.member_id, transactions)))
      ) l where needed.lots
    ) loaded_lots on needed.lots
    left join lateral (
      select coalesce(json_agg(json_build_object(
          'id', h.id, 'transactionId', h.transaction_id, 'points', h.points,
          'expiresAt', milliseconds(h.expires_at), 'state', h.state,
          'takings', (
            select coalesce(json_agg(json_build_object('lotId', t.lot_id, 'points', t.points) order by t.lot_id), '[]')
            from takings t where t.member_id = w.member_id and t.transaction_id = h.transaction_id),
          'place', case when w.forgiven > 0 then (
            select min(j.id) from journal j where j.member_id = w.member_id and j.transaction_id = h.transaction_id) else 0 end
        ) order by h.id), '[]') as list
      from holds h where needed.lots and h.member_id = w.member_id and h.state = 'active'
    ) loaded_holds on needed.lots
    left join lateral (
      select coalesce(json_agg(json_build_object('id', f.transaction_id, 'points', f.points, 'open', f.open, 'place', f.place)
        order by f.place), '[]') as list
      from (
        select *, (
          select min(j.id) from journal j
          where j.member_id = w.member_id and j.transaction_id = given.transaction_id) as place
        from forgiveness given where given.member_id = w.member_id and given.open > 0
      ) f
    ) loaded_forgiveness on needed.lots and w.forgiven > 0
    left join lateral (
      select coalesce(json_agg(json_build_object(
          'id', p.id, 'kind', p.kind,
          'takings', (
            select coalesce(json_agg(json_build_object('lotId', t.lot_id, 'points', t.points) order by t.lot_id), '[]')
            from (
              select lot_id, points from takings where p.member_id = w.member_id and member_id = p.member_id and transaction_id = p.id
              union all
              select here_id, points from lots_of_moved_postings(w.member_id, array[p.id]) where p.member_id <> w.member_id and points > 0
            ) t),
          -- Captured points have been gone since they were held.
          'place', (
            select min(j.id) from journal j where j.member_id = p.member_id and j.transaction_id = coalesce(
              (select h.transaction_id from holds h where p.kind = 'capture' and h.id = p.hold_id), p.id)),
          'lotIds', (
            select coalesce(json_agg(l.id), '[]') from (
              select id from lots where member_id = w.member_id and transaction_id = p.id
              union
              select here_id from lots_of_moved_postings(w.member_id, array[p.id]) where p.member_id <> w.member_id and opened
            ) l),
          'entries', (
            select coalesce(json_agg(json_build_object('currency', j.currency, 'from', j.from_account, 'to', j.to_account,
              'amount', j.amount, 'effectiveAt', milliseconds(j.effective_at)) order by j.id), '[]')
            from journal j where j.member_id = p.member_id and j.transaction_id = p.id),
          'reversed', exists (select from points_transactions r where r.reverses = p.id),
          'cause', p.cause
        ) order by p.id), '[]') as list
      from points_transactions p left join moved_postings moved on moved.transaction_id = p.id
      where p.id = any(transactions) and coalesce(moved.member_id, p.member_id) = w.member_id
    ) loaded_transactions on cardinality(transactions) > 0
    where w.member_id = any(member_ids));
end $$;
