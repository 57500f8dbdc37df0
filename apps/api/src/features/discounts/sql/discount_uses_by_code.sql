-- How often all have redeemed a discount with the code that everyone types, or hold it now. Asked only for a discount with such a limit.
create or replace function discount_uses_by_code(asked uuid, at timestamptz) returns bigint language sql stable as $$
  select (select count(*) from discount_redemptions r where r.discount_id = asked and r.by_code and r.state = 'redeemed')
    + (select count(*) from discount_holds h where h.discount_id = asked and h.by_code and h.expires_at > at)
$$;
