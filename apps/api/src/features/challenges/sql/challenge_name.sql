create or replace function challenge_name(wanted uuid) returns jsonb language sql stable as $$
  select c.name from challenges c where c.id = wanted
$$;
