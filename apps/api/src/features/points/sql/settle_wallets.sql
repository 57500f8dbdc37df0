-- Books what fell due in the next wallets that nobody holds, in the order of their due times, as `settle` of libs/loyalty
-- does one by one. What only loyalty settles is told and left as it is: debt is repaid lot by lot, points of a hold go back to
-- lots that may be over, and wallets with many lots would keep the others locked.
create or replace function settle_wallets(due_by timestamptz, after_at timestamptz, after_member uuid, most_wallets int, most_lots int)
returns table (settled int, intricate uuid[], last_at timestamptz, last_member uuid)
language plpgsql volatile set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  found_ids uuid[];
  plain uuid[];
begin
  -- First the locks, then the lots: one statement that did both would read what was true before it had the locks.
  select array_agg(due.member_id order by due.next_due_at, due.member_id) into found_ids from (
    select w.member_id, w.next_due_at from wallets w
    where w.next_due_at <= due_by and (w.next_due_at, w.member_id) > (after_at, after_member)
    order by w.next_due_at, w.member_id limit most_wallets for update skip locked) due;
  if found_ids is null then
    return;
  end if;
  -- Only as many as fit into a short transaction; the first always does.
  select array_agg(page.id) filter (where page.is_plain), array_agg(page.id) filter (where not page.is_plain),
    (array_agg(page.next_due_at order by page.place desc))[1], (array_agg(page.id order by page.place desc))[1]
  into plain, intricate, last_at, last_member
  from (
    select f.id, f.place, w.next_due_at, kept.is_plain, sum(case when kept.is_plain then kept.lots end) over (order by f.place) as all_lots
    from unnest(found_ids) with ordinality as f(id, place) join wallets w on w.member_id = f.id
    cross join lateral (
      select counted.lots, counted.lots <= most_lots / 4 and w.debt = 0 and not exists (
        select from holds h where h.member_id = w.member_id and h.state = 'active' and h.expires_at <= due_by) as is_plain
      from (select count(*) as lots from (
        select from lots l where l.member_id = w.member_id and l.remaining > 0 limit most_lots / 4 + 1) few) counted
    ) kept
  ) page where page.all_lots is null or page.all_lots <= most_lots;
  settled := coalesce(cardinality(plain), 0);
  with due as materialized (
    select o.*, uuidv7() as transaction_id from (
      select l.member_id, l.id as lot_id, l.remaining as points, step.kind, step.at
      from unnest(plain) as p(id) join lots l on l.member_id = p.id and l.remaining > 0
      cross join lateral (
        select 'release' as kind, l.available_at as at where not l.released and l.available_at <= due_by
        union all
        select 'expire', greatest(l.expires_at, l.available_at, l.awarded_at)
        where l.expires_at <= due_by and l.available_at <= due_by and l.awarded_at <= due_by
      ) step
      -- At the same moment, releases come before expiries.
      order by l.member_id, step.at, step.kind desc, l.expires_at nulls last, l.awarded_at, l.id
    ) o
  ), posted as (
    insert into points_transactions (member_id, id, kind, effective_at, booked_at, cause, actor_kind)
    select d.member_id, d.transaction_id, d.kind, d.at, due_by, jsonb_build_object('kind', 'due', 'lotId', d.lot_id), 'system' from due d
  ), moved as (
    insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
    select d.member_id, d.transaction_id, 'points', case d.kind when 'release' then 'pending' else 'available' end,
      case d.kind when 'release' then 'available' else 'expired' end, d.points, d.at, due_by
    from due d
  ), taken as (
    insert into takings (member_id, transaction_id, lot_id, points)
    select d.member_id, d.transaction_id, d.lot_id, d.points from due d where d.kind = 'expire'
  ), changed as (
    update lots l set released = true, remaining = l.remaining - n.gone, expired = l.expired + n.gone
    from (select d.member_id, d.lot_id, coalesce(sum(d.points) filter (where d.kind = 'expire'), 0) as gone from due d group by 1, 2) n
    where l.member_id = n.member_id and l.id = n.lot_id
  ), told as (
    insert into outbox (name, member_id, at, origin, data)
    select case d.kind when 'release' then 'points.released' else 'points.expired' end, d.member_id, due_by, 'live',
      jsonb_build_object('transactionId', d.transaction_id, 'points', d.points)
    from due d
  )
  update wallets w set available = w.available + n.released - n.gone, pending = w.pending - n.released, version = w.version + 1,
    next_due_at = least(n.next_at, (
      select min(h.expires_at) from holds h where h.member_id = w.member_id and h.state = 'active'))
  from (
    select p.id, coalesce(sum(l.remaining) filter (where not l.released and l.available_at <= due_by), 0) as released,
      coalesce(sum(l.remaining) filter (where ends.at <= due_by), 0) as gone,
      min(case when not l.released and l.available_at > due_by then l.available_at when ends.at > due_by then ends.at end) as next_at
    from unnest(plain) as p(id) left join lots l on l.member_id = p.id and l.remaining > 0
    left join lateral (select greatest(l.expires_at, l.available_at, l.awarded_at) as at where l.expires_at is not null) ends on true
    group by p.id
  ) n where w.member_id = n.id;
  return next;
end $$;
