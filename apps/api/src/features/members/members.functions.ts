import type { SqlFunction } from '../../platform/database/sql-function.ts';

/** What other features' SQL functions may ask of members. */
export const memberFunctions: SqlFunction[] = [
  {
    name: 'member_name',
    text: `create function member_name(wanted uuid) returns text language sql stable as $$
      select case
        when first_name <> '' and last_name <> '' then first_name || ' ' || left(last_name, 1) || '.'
        else coalesce(first_name, last_name, external_id,
          left(email, 1) || '…' || substr(email, position('@' in email)), '…' || right(phone, 4), '–')
      end
      from members where id = wanted
    $$`,
  },
  {
    name: 'member_profile',
    text: `create function member_profile(wanted uuid) returns table (name text, language text, joined_at timestamptz)
      language sql stable as $$
      select member_name(wanted), m.language, m.joined_at from members m where m.id = wanted
    $$`,
  },
  {
    name: 'member_status',
    text: `create function member_status(wanted uuid) returns text language sql stable as $$
      select status from members where id = wanted
    $$`,
  },
  {
    name: 'member_by_external_id',
    text: `create function member_by_external_id(wanted text) returns uuid language sql stable as $$
      select id from members where external_id = wanted
    $$`,
  },
  {
    // Whoever confirmed the address; else all who only named it. Who left comes in where nobody else does.
    name: 'members_by_email',
    text: `create function members_by_email(wanted text) returns setof uuid language sql stable rows 1 as $$
      select id from (
        select id, rank() over (order by status = 'closed', email_confirmed_at is null) as place
        from members where lower(email) = lower(wanted) and email is not null
      ) named where place = 1 limit 10
    $$`,
  },
  {
    // Written as a range, which also a plan for any number finds in the index; ':' is what follows '9'.
    // A number without its country code, as in 0660 1234567, is the one number that ends so.
    name: 'members_by_phone',
    text: `create function members_by_phone(wanted text) returns setof uuid language plpgsql stable rows 1 as $$
      declare
        ending text := reverse(substr(wanted, 2));
        number text;
        alike text[];
      begin
        number := wanted;
        if wanted ~ '^0[1-9]\\d{6,13}$' and not exists (select from members where phone = wanted) then
          select array_agg(phone) into alike from (
            select distinct phone from members
            where phone is not null and reverse(phone) ~>=~ ending and reverse(phone) ~<~ (ending || ':') limit 2
          ) found;
          number := case when cardinality(alike) = 1 then alike[1] end;
        end if;
        return query select id from (
          select m.id, rank() over (order by m.status = 'closed') as place from members m where m.phone = number
        ) named where place = 1 limit 10;
      end
    $$`,
  },
];
