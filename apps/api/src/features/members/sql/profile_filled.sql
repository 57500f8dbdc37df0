-- The fields that a member filled in, as rules name them.
create or replace function profile_filled(first_name text, last_name text, phone text, birthday date) returns text[] language sql immutable as $$
  select array_remove(array[case when first_name is not null then 'firstName' end,
    case when last_name is not null then 'lastName' end, case when phone is not null then 'phone' end,
    case when birthday is not null then 'birthday' end], null)
$$;
