-- How often a member has redeemed a discount or holds it now; on one day of the club, if a day is given.
create or replace function discount_uses_of_member(asked uuid, member uuid, day date, at timestamptz) returns bigint language sql stable as $$
  select (select count(*) from discount_redemptions r where r.discount_id = asked and r.member_id = member and r.state = 'redeemed'
      and (day is null or r.local_day = day))
    + (select count(*) from discount_holds h where h.discount_id = asked and h.member_id = member and h.expires_at > at
      and (day is null or h.local_day = day))
$$;
