-- Of all members who were not erased. PostgreSQL takes it for the table itself: conditions on the ids and their order use its index.
create or replace function member_ids() returns setof uuid language sql stable as $$
  select id from members where erased_at is null
$$;
