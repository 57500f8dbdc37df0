import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What few members tell: address, company and a second phone. Apart, so that the row of each member stays narrow. */
export class MemberDetails1764000002520 implements MigrationInterface {
  name = 'MemberDetails1764000002520';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_details (
        member_id uuid primary key references members on delete cascade,
        street text,
        postcode text,
        city text,
        region text,
        country text check (country ~ '^[A-Z]{2}$'),
        company text,
        -- A landline of a family is that of several members.
        second_phone text
      );
      -- Exactly, or by its end where someone types it without its country.
      create index member_details_phone on member_details (reverse(second_phone) text_pattern_ops) where second_phone is not null;
      create index member_details_company on member_details (lower(company) text_pattern_ops) where company is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_details');
  }
}
