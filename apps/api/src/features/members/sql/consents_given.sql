-- Names of the consents that a member has given and not withdrawn.
create or replace function consents_given(wanted uuid) returns text[] language sql stable as $$
  select array(select distinct consent_name(newest.purpose, newest.channel) from (
    select distinct on (c.purpose, c.channel) c.purpose, c.channel, c.granted from consents c
    where c.member_id = wanted order by c.purpose, c.channel, c.changed_at desc) newest
  where newest.granted order by 1)
$$;
