-- What a gathering is about: what its community is.
create or replace function gathering_interests(wanted uuid) returns text[] language sql stable as $$
  select community_interests(g.community_id) from gatherings g where g.id = wanted
$$;
