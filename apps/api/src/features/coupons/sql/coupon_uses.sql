-- How often a coupon was redeemed, without what came back. A hold counts until someone gives it back. Uses are counted as the
-- points of budgets are.
create or replace function coupon_uses(coupon uuid) returns bigint language sql stable as $$
  select budget_used(coupon, 'total', '-infinity')
$$;
