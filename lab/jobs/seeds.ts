/** One lot of each member is over; every tenth member has points that are released. */
export const fallDue = `
  with older as (
    select distinct on (member_id) member_id, id from lots where remaining > 0 order by member_id, expires_at, awarded_at, id
  )
  update lots l set expires_at = date_trunc('second', now()) - interval '1 hour' from older o
  where l.member_id = o.member_id and l.id = o.id;
  with chosen as materialized (
    select member_id, uuidv7() as transaction, uuidv7() as lot, date_trunc('second', now()) - interval '3 hours' as at from wallets
    where hashtext(member_id::text) % 10 = 0
  ), posted as (
    insert into points_transactions (member_id, id, kind, effective_at, booked_at, actor_kind)
    select member_id, transaction, 'earn', at, at, 'system' from chosen
  ), moved as (
    insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
    select member_id, transaction, 'points', 'issued', 'pending', 50, at, at from chosen
  ), opened as (
    insert into lots (member_id, id, transaction_id, amount, remaining, released, available_at, earned_at, awarded_at)
    select member_id, lot, transaction, 50, 50, false, at + interval '1 hour', at, at from chosen
  )
  update wallets w set pending = w.pending + 50 from chosen c where w.member_id = c.member_id;
  update wallets set next_due_at = date_trunc('second', now()) - case when pending > 0 then interval '2 hours' else interval '1 hour' end`;

/** All mail addresses are confirmed, and the points of every thirtieth member expire within the days of a notice. */
export const expireSoon = `
  update members set email_confirmed_at = now();
  update lots l set expires_at = date_trunc('day', now()) + interval '6 days' where remaining > 0 and hashtext(member_id::text) % 30 = 0;
  update wallets set next_due_at = date_trunc('day', now()) + interval '6 days' where hashtext(member_id::text) % 30 = 0`;

/** Every twentieth member has the credit of a tier that is new. */
export const addTier = `
  insert into tiers (id, version, code, name, threshold, multiplier_percent) values (uuidv7(), 1, 'silver', '{"en": "Silver"}', 1000, 100);
  with chosen as materialized (
    select member_id, uuidv7() as transaction, now() as at from wallets where hashtext(member_id::text) % 10 = 1
  ), posted as (
    insert into points_transactions (member_id, id, kind, effective_at, booked_at, actor_kind)
    select member_id, transaction, 'earn', at, at, 'system' from chosen
  ), moved as (
    insert into journal (member_id, transaction_id, currency, from_account, to_account, amount, effective_at, booked_at)
    select member_id, transaction, 'status', 'issued', 'status', 1000, at, at from chosen
  )
  update wallets w set status = w.status + 1000 from chosen c where w.member_id = c.member_id`;

/** Half of the members are on a tier that they do not reach any more, and all are due. */
export const allDue = `
  update member_tiers m set reviewed_at = '2020-01-01', stepped_at = null,
    tier_id = (select t.id from tiers t where t.code = case when hashtext(m.member_id::text) % 2 = 0 then 'gold' else 'basic' end)`;
