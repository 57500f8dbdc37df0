-- What a member's profile holds, without the values.
create or replace function member_held(wanted uuid) returns json language sql stable as $$
  select json_build_object('filled', profile_filled(m.first_name, m.last_name, m.phone, m.birthday), 'attributes', array(select jsonb_object_keys(m.attributes)))
  from members m where m.id = wanted
$$;
