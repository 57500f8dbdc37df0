-- A return was a mistake: the coupons of its purchase are used again, also above a limit that others have reached.
create or replace function coupons_redo(rows jsonb) returns void language sql volatile as $$
  select move_coupon_redemptions(rows, 'redeemed')
$$;
