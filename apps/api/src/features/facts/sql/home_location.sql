-- Where a member shops most; null without a purchase. At most a second late.
create or replace function home_location(wanted uuid) returns uuid language sql stable as $$
  select f.home_location_id from member_facts f where f.member_id = wanted
$$;
