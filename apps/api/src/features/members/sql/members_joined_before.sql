-- Of everyone who is a member and joined before a moment. PostgreSQL takes it for the table itself.
create or replace function members_joined_before(moment timestamptz)
returns table (id uuid, joined_at timestamptz) language sql stable as $$
  select m.id, m.joined_at from members m where m.status <> 'closed' and m.joined_at < moment
$$;
