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
    name: 'member_by_email',
    text: `create function member_by_email(wanted text) returns uuid language sql stable as $$
      select id from members where lower(email) = lower(wanted) and email is not null
    $$`,
  },
  {
    // Written as a range, which also a plan for any number finds in the index; ':' is what follows '9'.
    // A number without its country code, as in 0660 1234567, belongs to the one member whose number ends so.
    name: 'member_by_phone',
    text: `create function member_by_phone(wanted text) returns uuid language plpgsql stable as $$
      declare
        exact uuid;
        alike uuid[];
        ending text := reverse(substr(wanted, 2));
      begin
        select id into exact from members where phone = wanted;
        if exact is not null or wanted !~ '^0[1-9]\\d{6,13}$' then
          return exact;
        end if;
        select array_agg(id) into alike from (
          select id from members where phone is not null and reverse(phone) ~>=~ ending and reverse(phone) ~<~ (ending || ':') limit 2
        ) found;
        return case when cardinality(alike) = 1 then alike[1] end;
      end
    $$`,
  },
];
