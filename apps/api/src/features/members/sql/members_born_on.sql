-- Active members whose birthday is one of these days (229 for 29 February), and who were members before.
create or replace function members_born_on(days int[], before timestamptz) returns setof uuid language sql stable as $$
  select m.id from members m
  where m.birthday is not null and extract(month from m.birthday) * 100 + extract(day from m.birthday) = any(days::numeric[])
    and m.status = 'active' and m.joined_at < before
$$;
