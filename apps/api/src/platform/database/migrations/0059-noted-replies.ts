import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stored reply says whom it names, so that an erasure no longer reads every reply as text. */
export class NotedReplies1764000000098 implements MigrationInterface {
  name = 'NotedReplies1764000000098';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- It names member_id and no other member. False for replies from before: they are read as text while they are kept.
      alter table idempotency_keys add column noted boolean not null default false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys drop column noted');
  }
}
