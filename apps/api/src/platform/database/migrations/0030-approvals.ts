import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Approvals1764000000030 implements MigrationInterface {
  name = 'Approvals1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs add column approvals jsonb not null default '{"points": null}';

      -- Who asks by a key asks as the person who made it.
      alter table api_keys add column made_by uuid references accounts on delete set null;
      update api_keys k set made_by = e.actor_id from audit_entries e
      where e.action = 'api-key.created' and e.subject_type = 'api-key' and e.subject_id = k.id::text and e.actor_kind = 'account'
        and exists (select from accounts a where a.id = e.actor_id);
      create index api_keys_made_by on api_keys (made_by) where made_by is not null;

      create table approvals (
        id uuid primary key,
        kind text not null,
        payload jsonb not null,
        member_id uuid references members on delete cascade,
        state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
        -- The whole actor, in whose name it is done; and the person behind.
        asked_by jsonb not null,
        person_id uuid,
        asked_at timestamptz not null,
        -- Nobody else could approve when it was asked for: a recovery code may.
        alone boolean not null,
        decided_by uuid,
        decided_name text,
        decided_at timestamptz,
        reason text,
        with_code boolean not null default false,
        transaction_id uuid,
        check ((state = 'waiting') = (decided_at is null))
      );
      create index approvals_newest on approvals (asked_at desc, id desc);
      create index approvals_waiting on approvals (asked_at desc, id desc) where state = 'waiting';
      create index approvals_member on approvals (member_id) where member_id is not null;

      create table approval_codes (
        account_id uuid not null references accounts on delete cascade,
        code_hash bytea not null,
        made_at timestamptz not null,
        used_at timestamptz,
        primary key (account_id, code_hash)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table approval_codes;
      drop table approvals;
      alter table api_keys drop column made_by;
      alter table clubs drop column approvals;
    `);
  }
}
