import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of points: what they add and deduct, by the year in which it expires, and whether a file came before. */
export class ImportedPoints1764000002540 implements MigrationInterface {
  name = 'ImportedPoints1764000002540';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table imports drop constraint imports_kind_check,
        add constraint imports_kind_check check (kind in ('members', 'products', 'purchases', 'balances')),
        -- A hash of the file, where a second import would book again.
        add column fingerprint text;
      create index imports_fingerprint on imports (fingerprint) where fingerprint is not null;
      create table import_sums (
        import_id uuid not null references imports on delete cascade,
        -- 0: the points never expire, or are deducted.
        year int not null,
        bookings bigint not null,
        plus bigint not null,
        minus bigint not null,
        primary key (import_id, year)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_sums;
      delete from import_mappings where kind = 'balances';
      delete from imports where kind = 'balances';
      alter table imports drop column fingerprint, drop constraint imports_kind_check,
        add constraint imports_kind_check check (kind in ('members', 'products', 'purchases'));
    `);
  }
}
