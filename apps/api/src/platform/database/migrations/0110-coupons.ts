import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coupons with a code that everyone types. */
export class Coupons1764000000210 implements MigrationInterface {
  name = 'Coupons1764000000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupons (
        id uuid primary key,
        version int not null default 1,
        state text not null check (state in ('draft', 'live', 'paused', 'ended')),
        name jsonb not null,
        description jsonb,
        picture text not null,
        -- As people read it, and what all its spellings have in common.
        code text not null,
        code_key text not null,
        starts_at timestamptz,
        -- Exclusive.
        ends_at timestamptz,
        -- What it gives, to whom, where and how often.
        terms jsonb not null,
        updated_at timestamptz not null
      );
      create unique index coupons_code on coupons (code_key) where state <> 'ended';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table coupons');
  }
}
