-- The lots of a wallet in which points of these postings are now that were booked in another wallet of the same person. Each lot knows
-- where it began (`origin`). `opened`: the posting opened it; otherwise it took `points` from it.
create or replace function lots_of_moved_postings(wallet uuid, transactions uuid[])
returns table (here_id uuid, opened boolean, points bigint) language sql stable rows 1 as $$
  select here.id, touched.opened, sum(touched.points)::bigint
  from moved_postings m join points_transactions p on p.id = m.transaction_id
  cross join lateral (
    select l.id, true as opened, 0 as points from lots l where l.member_id = p.member_id and l.transaction_id = p.id
    union all
    select t.lot_id, false, t.points from takings t where t.member_id = p.member_id and t.transaction_id = p.id
  ) touched
  join lots there on there.member_id = p.member_id and there.id = touched.id
  cross join lateral (
    select l.id from lots l
    where l.member_id = wallet and (l.id = coalesce(there.origin, there.id) or l.origin = coalesce(there.origin, there.id))
    order by l.origin is null desc, l.id limit case when touched.opened then null else 1 end
  ) here
  where m.transaction_id = any(transactions) and m.member_id = wallet and p.member_id <> wallet
  group by here.id, touched.opened
$$;
