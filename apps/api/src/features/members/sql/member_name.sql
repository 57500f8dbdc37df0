-- Empty for an erased member: readers say so in their language.
create or replace function member_name(wanted uuid) returns text language sql stable as $$
  select case
    when erased_at is not null then ''
    when first_name <> '' and last_name <> '' then first_name || ' ' || left(last_name, 1) || '.'
    else coalesce(first_name, last_name, external_id,
      left(email, 1) || '…' || substr(email, position('@' in email)), '…' || right(phone, 4), '–')
  end
  from members where id = wanted
$$;
