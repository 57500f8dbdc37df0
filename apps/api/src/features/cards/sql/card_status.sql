-- The status of a card as `card_owner` finds it; null if it is not, or no longer, this member's.
create or replace function card_status(code text, owner uuid) returns text language plpgsql stable as $$
begin
  if code like 'regulars:card:%' then
    return (select c.status from cards c where c.reference = substr(code, 15) and c.member_id = owner);
  end if;
  return (select c.status from cards c where c.number = code and c.member_id = owner);
end $$;
