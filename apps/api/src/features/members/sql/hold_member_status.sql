-- Until the end of the transaction nobody closes, reopens or erases the member.
create or replace function hold_member_status(wanted uuid) returns text language sql as $$
  select case when erased_at is null then status else 'erased' end from members where id = wanted for share
$$;
