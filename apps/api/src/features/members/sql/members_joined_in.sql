-- Active members who joined in one of these spans; each ends before its second moment.
create or replace function members_joined_in(starts timestamptz[], ends timestamptz[]) returns setof uuid language sql stable as $$
  select m.id from unnest(starts, ends) as span(starting, ending)
  join members m on m.joined_at >= span.starting and m.joined_at < span.ending
  where m.status = 'active'
$$;
