-- How often one member has redeemed a discount or holds it now: in all, and on one day of the club. One scan for both, because each
-- sale with a discount asks.
create or replace function discount_uses_of_member(asked uuid, member uuid, day date, at timestamptz, out of_all_days bigint, out of_day bigint)
returns record language plpgsql stable as $$
begin
  select count(*), count(*) filter (where counted.local_day = day) into of_all_days, of_day from (
    select r.local_day from discount_redemptions r where r.discount_id = asked and r.member_id = member and r.state = 'redeemed'
    union all
    select h.local_day from discount_holds h where h.discount_id = asked and h.member_id = member and h.expires_at > at) counted;
end $$;
