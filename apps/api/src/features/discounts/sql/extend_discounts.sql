-- Holds what a checkout holds for longer. Returns how many those are.
create or replace function extend_discounts(checkout uuid, until timestamptz) returns int language plpgsql volatile as $$
declare
  extended int;
begin
  perform from discount_holds h where h.checkout_id = checkout order by h.discount_id for update;
  update discount_holds h set expires_at = until where h.checkout_id = checkout;
  get diagnostics extended = row_count;
  return extended;
end $$;
