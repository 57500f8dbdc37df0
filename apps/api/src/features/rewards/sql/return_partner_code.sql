-- The pool gets back the code of a voucher that nobody has read. The caller gives the stock its piece.
create or replace function return_partner_code(wanted_redemption uuid) returns void language sql volatile as $$
  update partner_codes c set redemption_id = null where c.redemption_id = wanted_redemption
$$;
