-- Of everyone who is a member. PostgreSQL takes it for the table itself.
create or replace function current_member_ids() returns setof uuid language sql stable as $$
  select id from members where status <> 'closed'
$$;
