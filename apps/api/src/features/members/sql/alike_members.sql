-- Pairs of members who may be one person, each with a reason and a score of at most 100. No member is compared with all others: a
-- value in common comes first, and values that many have (a shop's own address) say nothing.
create or replace function alike_members() returns table (member_id uuid, other_id uuid, reason text, score int) language sql stable
  set enable_nestloop = off as $$
  with present as materialized (
    select m.id, lower(m.email) as email, m.phone, m.search, m.birthday, left(member_search_text(m.last_name), 1) as initial, d.postcode, d.second_phone
    from members m left join member_details d on d.member_id = m.id where m.status <> 'closed' and m.erased_at is null
  ), phones as (
    select id, phone as number from present where phone is not null
    union
    select id, second_phone from present where second_phone is not null
  ), common as (
    select 'email' as reason, email as value, array_agg(id order by id) as ids from present where email is not null group by email
    union all
    select 'phone', number, array_agg(id order by id) from phones group by number
    union all
    select 'birthday', birthday::text || initial, array_agg(id order by id) from present
    where birthday is not null and initial <> '' group by birthday, initial
    union all
    select 'postcode', postcode || initial, array_agg(id order by id) from present
    where postcode is not null and initial <> '' group by postcode, initial
  ), pairs as (
    select c.reason, a.id as member_id, b.id as other_id
    from common c cross join lateral unnest(c.ids) as a(id) cross join lateral unnest(c.ids) as b(id)
    where cardinality(c.ids) between 2 and case when c.reason in ('email', 'phone') then 10 else 100 end and a.id < b.id
  )
  select p.member_id, p.other_id, p.reason, case p.reason
    when 'email' then 100 when 'phone' then 90
    when 'birthday' then 60 + (30 * likeness.is_like)::int else 40 + (30 * likeness.is_like)::int end
  from pairs p join present a on a.id = p.member_id join present b on b.id = p.other_id
  cross join lateral (select similarity(a.search, b.search) as is_like) likeness
  where p.reason in ('email', 'phone') or likeness.is_like >= case p.reason when 'birthday' then 0.5 else 0.6 end
$$;
