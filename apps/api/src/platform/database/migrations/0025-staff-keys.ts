import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StaffKeys1764000000025 implements MigrationInterface {
  name = 'StaffKeys1764000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Where it happened: only who works there gets the stored reply. Null for what belongs to no location.
      alter table idempotency_keys add column location_id uuid;

      -- Staff share their keys from now on. The old scopes stay: what somebody did for oneself is found there.
      insert into idempotency_keys (scope, key, fingerprint, status, body, created_at)
        select 'staff', key, fingerprint, status, body, created_at from idempotency_keys k
        where exists (select from staff_roles r where k.scope = 'account:' || r.account_id)
        on conflict (scope, key) do nothing;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from idempotency_keys where scope = 'staff';
      alter table idempotency_keys drop column location_id;
    `);
  }
}
