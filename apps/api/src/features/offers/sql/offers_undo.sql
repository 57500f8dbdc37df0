-- Returns of whole purchases give their offers back: each use counts no more.
create or replace function offers_undo(rows jsonb) returns void language sql volatile as $$
  select move_offer_redemptions(rows, 'given-back')
$$;
