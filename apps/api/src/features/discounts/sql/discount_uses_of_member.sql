-- How often one member has redeemed a discount or holds it now: in all, and on one day of the club. One scan for both, and an array,
-- because each sale with a discount asks, and a function in `from` takes longer.
create or replace function discount_uses_of_member(asked uuid, member uuid, day date, at timestamptz) returns bigint[] language plpgsql stable as $$
begin
  return (select array[count(*), count(*) filter (where counted.local_day = day)] from (
    select r.local_day from discount_redemptions r where r.discount_id = asked and r.member_id = member and r.state = 'redeemed'
    union all
    select h.local_day from discount_holds h where h.discount_id = asked and h.member_id = member and h.expires_at > at) counted);
end $$;
