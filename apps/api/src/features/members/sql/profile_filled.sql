-- The fields that the member filled in, as rules name them.
create or replace function profile_filled(m members) returns text[] language sql immutable as $$
  select array_remove(array[case when m.first_name is not null then 'firstName' end,
    case when m.last_name is not null then 'lastName' end, case when m.phone is not null then 'phone' end,
    case when m.birthday is not null then 'birthday' end], null)
$$;
