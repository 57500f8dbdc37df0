-- Returns of whole purchases give their coupons and offers back: each use counts no more.
create or replace function discounts_undo(rows jsonb) returns void language sql volatile as $$
  select move_discount_redemptions(rows, 'given-back')
$$;
