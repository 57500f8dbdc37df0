import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The Austrian ECG list: hashes of addresses and domains that want no advertising by e-mail. */
export class EcgList1764000001540 implements MigrationInterface {
  name = 'EcgList1764000001540';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- SHA-1 or SHA-512, as the regulator gives them.
      create table ecg_entries (hash bytea primary key);
      create table ecg_list (
        id smallint primary key default 1 check (id = 1),
        entries int not null default 0,
        -- Null before the first import.
        imported_at timestamptz
      );
      insert into ecg_list default values;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ecg_list; drop table ecg_entries');
  }
}
