-- How often a discount was redeemed, without what came back. Uses are counted as the points of budgets are. The counter counts a
-- hold until someone gives it back.
create or replace function discount_redeemed(asked uuid) returns bigint language sql stable as $$
  select budget_used(asked, 'total', '-infinity') - discount_held(asked, '-infinity')
$$;
