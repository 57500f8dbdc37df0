-- Returns of whole purchases give their coupons back: each use counts no more.
create or replace function coupons_undo(rows jsonb) returns void language sql volatile as $$
  select move_coupon_redemptions(rows, 'given-back')
$$;
