-- What a community is about.
create or replace function community_interests(wanted uuid) returns text[] language sql stable as $$
  select c.interests from communities c where c.id = wanted
$$;
