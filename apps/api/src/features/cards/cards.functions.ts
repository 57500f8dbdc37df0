import type { SqlFunction } from '../../platform/database/sql-function.ts';

/** What other features' SQL functions may ask of cards. */
export const cardFunctions: SqlFunction[] = [
  {
    // Takes what `canonicalCode` made. No row: unknown. A member found by e-mail or phone comes with the newest usable card.
    // `rows 1`: PostgreSQL would count on 1,000, and read all members to join them (20,000 members: 3.4 ms, else 0.2 ms).
    name: 'resolve_card',
    text: `create function resolve_card(code text)
      returns table (member_id uuid, member_status text, card_id uuid, card_number text, card_status text)
      language plpgsql stable rows 1 as $$
      declare
        owner uuid;
      begin
        if code ~ '^\\d{16}$' then
          -- Without the cast both sides are compared as text, which no index of a char column serves.
          return query select c.member_id, member_status(c.member_id), c.id, c.number::text, c.status
                       from cards c where c.number = code::bpchar;
        elsif code like 'regulars:card:%' then
          return query select c.member_id, member_status(c.member_id), c.id, c.number::text, c.status
                       from cards c where c.reference = substr(code, 15);
        else
          owner := case when position('@' in code) > 0 then member_by_email(code) else member_by_phone(code) end;
          if owner is not null then
            return query select owner, member_status(owner), c.id, c.number, c.status
                         from (select 1) one left join lateral active_card(owner) c on true;
          end if;
        end if;
      end
    $$`,
  },
  {
    name: 'active_card',
    text: `create function active_card(wanted uuid) returns table (id uuid, number text, status text, reference text) language sql stable as $$
      select c.id, c.number::text, c.status, c.reference from cards c
      where c.member_id = wanted and c.status = 'active' order by c.issued_at desc, c.id desc limit 1
    $$`,
  },
];
