import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The start of a name, an address or a number is found by an index; letters of names find what is spelled nearly so. */
export class SearchOfMembers1764000002840 implements MigrationInterface {
  name = 'SearchOfMembers1764000002840';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index members_search, members_email, members_phone, members_phone_end;

      create or replace function member_search_text(variadic parts text[]) returns text language sql immutable parallel safe as $$
        select lower(public.unaccent('public.unaccent', translate(array_to_string(parts, ' '), '-''’', '   ')))
      $$;
      -- Each word follows a space.
      alter table members alter column search set expression as (member_search_text('', first_name, last_name));
      create index members_search on members using gin (search gin_trgm_ops);
      -- A rare name may not look like a common one to the planner.
      alter table members alter column search set statistics 1000;

      create function phone_without_country(phone text) returns text language sql immutable parallel safe strict as $$
        -- Of several that fit, PostgreSQL would take the longest: no code begins another one.
        select regexp_replace(phone,
          '^\\+(?:1|7|2[07]|3[0-469]|4[0134-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[035789]|9[679])\\d)', '')
      $$;
      create index members_email on members (lower(email) text_pattern_ops) where email is not null;
      create index members_phone on members (phone text_pattern_ops) where phone is not null;
      create index members_phone_national on members (phone_without_country(phone) text_pattern_ops) where phone is not null;
      create index members_external_id_start on members (lower(external_id) text_pattern_ops) where external_id is not null;
      -- The planner does not use what it knows of the expression of a partial index.
      create statistics members_emails on (lower(email)) from members;
      create statistics members_national_phones on (phone_without_country(phone)) from members;
      create statistics members_external_ids on (lower(external_id)) from members;
      analyze members;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop statistics members_emails, members_national_phones, members_external_ids;
      drop index members_search, members_email, members_phone, members_phone_national, members_external_id_start;
      drop function phone_without_country(text);
      alter table members alter column search set statistics default;
      create or replace function member_search_text(variadic parts text[]) returns text language sql immutable parallel safe as $$
        select lower(public.unaccent('public.unaccent', array_to_string(parts, ' ')))
      $$;
      alter table members alter column search set expression as (member_search_text(first_name, last_name, email, phone, external_id));
      create index members_search on members using gin (search gin_trgm_ops);
      create index members_email on members (lower(email)) where email is not null;
      create index members_phone on members (phone) where phone is not null;
      create index members_phone_end on members (reverse(phone) text_pattern_ops) where phone is not null;
    `);
  }
}
