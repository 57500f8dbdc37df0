-- A return was a mistake: the offers of its purchase are used again, also above a limit that others have reached.
create or replace function offers_redo(rows jsonb) returns void language sql volatile as $$
  select move_offer_redemptions(rows, 'redeemed')
$$;
