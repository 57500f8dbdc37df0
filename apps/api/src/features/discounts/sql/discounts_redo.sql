-- A return was a mistake: the coupons and offers of its purchase are used again, also above a limit that others have reached.
create or replace function discounts_redo(rows jsonb) returns void language sql volatile as $$
  select move_discount_redemptions(rows, 'redeemed')
$$;
