-- A coupon as the sale that redeems it needs it.
create or replace function coupon_limits(coupon uuid) returns table (id uuid, version int, limits jsonb, budget jsonb) language sql stable as $$
  select c.id, c.version, c.terms->'limits', c.terms->'budget' from coupons c where c.id = coupon
$$;
