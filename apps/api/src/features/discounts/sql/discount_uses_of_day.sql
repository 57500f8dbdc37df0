-- How often all have redeemed a discount on one day of the club, or hold it now. Asked only for a discount with such a limit.
create or replace function discount_uses_of_day(asked uuid, day date, at timestamptz) returns bigint language sql stable as $$
  select (select count(*) from discount_redemptions r where r.discount_id = asked and r.local_day = day and r.state = 'redeemed')
    + (select count(*) from discount_holds h where h.discount_id = asked and h.local_day = day and h.expires_at > at)
$$;
