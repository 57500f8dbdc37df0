-- The member who confirmed the address, else all who use it. Former members come last.
create or replace function members_by_email(wanted text) returns setof uuid language sql stable rows 1 as $$
  select id from (
    select id, rank() over (order by status = 'closed', email_confirmed_at is null) as place
    from members where lower(email) = lower(wanted) and email is not null
  ) named where place = 1 limit 10
$$;
