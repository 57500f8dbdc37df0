-- The member of a card by its number or QR text, as `canonicalCode` writes them; null if unknown. Also of cards that
-- are blocked or replaced. Cheaper than `resolve_card` where a status is read later.
create or replace function card_owner(code text) returns uuid language plpgsql stable as $$
begin
  if code like 'regulars:card:%' then
    return (select c.member_id from cards c where c.reference = substr(code, 15));
  end if;
  return (select c.member_id from cards c where c.number = code);
end $$;
