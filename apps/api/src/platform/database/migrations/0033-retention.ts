import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Retention periods, and records that the law requires after an erasure. */
export class Retention1764000000033 implements MigrationInterface {
  name = 'Retention1764000000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the club chose; null follows the default of the country.
      create table privacy_settings (
        id smallint primary key default 1 check (id = 1),
        country text check (country in ('de', 'at', 'cz')),
        profile_days int check (profile_days between 1 and 3650),
        consent_proof_years int check (consent_proof_years between 0 and 30),
        bookkeeping_years int check (bookkeeping_years between 0 and 30)
      );
      insert into privacy_settings default values;

      -- Encrypted by the application (AES-256-GCM) under a key that is not in the database; deleted when its time is over.
      create table retained_records (
        id uuid primary key,
        member_id uuid not null,
        kind text not null check (kind in ('consent-proof', 'bookkeeping')),
        -- Why it is kept: country and years that held when it was made.
        reason text not null,
        created_at timestamptz not null,
        kept_until timestamptz not null,
        key_id text not null,
        content bytea not null,
        unique (member_id, kind)
      );
      create index retained_records_end on retained_records (kept_until);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table retained_records, privacy_settings');
  }
}
