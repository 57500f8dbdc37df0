import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which key the codes of the club were hashed. */
export class CodeKeyFingerprint1764000000321 implements MigrationInterface {
  name = 'CodeKeyFingerprint1764000000321';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupon_code_key (
        single boolean primary key default true check (single),
        -- A constant, hashed by CODE_KEY. Nobody can get the key from it.
        fingerprint uuid not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table coupon_code_key');
  }
}
