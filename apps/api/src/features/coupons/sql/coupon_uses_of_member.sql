-- How often a member has redeemed a coupon or holds it now; on one day of the club, if a day is given.
create or replace function coupon_uses_of_member(coupon uuid, member uuid, day date, at timestamptz) returns bigint language sql stable as $$
  select (select count(*) from coupon_redemptions r where r.coupon_id = coupon and r.member_id = member and r.state = 'redeemed'
      and (day is null or r.local_day = day))
    + (select count(*) from coupon_holds h where h.coupon_id = coupon and h.member_id = member and h.expires_at > at
      and (day is null or h.local_day = day))
$$;
