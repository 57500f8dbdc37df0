-- How many checkouts hold a coupon whose time ends after this moment.
create or replace function coupon_held(coupon uuid, at timestamptz) returns bigint language sql stable as $$
  select count(*) from coupon_holds h where h.coupon_id = coupon and h.expires_at > at
$$;
