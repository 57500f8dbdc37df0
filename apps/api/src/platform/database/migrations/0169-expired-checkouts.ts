import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each reserved checkout whose time ended is told once. */
export class ExpiredCheckouts1764000001690 implements MigrationInterface {
  name = 'ExpiredCheckouts1764000001690';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table checkouts add column expiry_told boolean not null default false;
      -- Those of before are history.
      update checkouts set expiry_told = true where state = 'reserved' and expires_at <= now();
      create index checkouts_expiry_to_tell on checkouts (expires_at) where state = 'reserved' and not expiry_told;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index checkouts_expiry_to_tell;
      alter table checkouts drop column expiry_told;
    `);
  }
}
