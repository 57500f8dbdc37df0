-- The card of a number or QR text, as `card_owner` finds its member.
create or replace function card_by_code(code text) returns uuid language plpgsql stable as $$
begin
  if code like 'regulars:card:%' then
    return (select c.id from cards c where c.reference = substr(code, 15));
  end if;
  return (select c.id from cards c where c.number = code);
end $$;
