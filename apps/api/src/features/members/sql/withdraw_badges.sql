-- Takes back the badges that these gave.
create or replace function withdraw_badges(given uuid[]) returns void language sql volatile as $$
  delete from member_badges b where b.given_for = any(given)
$$;
