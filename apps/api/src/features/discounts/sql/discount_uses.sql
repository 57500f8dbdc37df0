-- How often a discount was redeemed by all, with what is held now. The counter counts a hold until someone gives it back.
create or replace function discount_uses(asked uuid, at timestamptz) returns bigint language plpgsql stable as $$
begin
  return budget_used(asked, 'total', '-infinity')
    - (select count(*) from discount_holds h where h.discount_id = asked and h.expires_at <= at);
end $$;
